package dev.halfcaf.sample.data;

import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Int32;

/**
 * Passages of a text, and what a language model should say to each of their characters.
 *
 * @param ids (passages, length): the characters' numbers
 * @param next (passages, length): the number of the character that follows each
 */
public record Passages(@Int32 Tensor ids, @Int32 Tensor next) {}
