/** The command line: the commands with their options, and what they say of mistakes. */
@NullMarked
package dev.halfcaf.sample.command;

import org.jspecify.annotations.NullMarked;
