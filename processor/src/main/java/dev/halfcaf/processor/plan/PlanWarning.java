package dev.halfcaf.processor.plan;

import com.sun.source.tree.Tree;
import javax.lang.model.element.TypeElement;

/**
 * A warning or note that was printed about a layer class.
 *
 * @param type the class
 * @param code its code
 * @param text its first line, without the code
 * @param at what it points at
 */
public record PlanWarning(TypeElement type, String code, String text, Tree at) {}
