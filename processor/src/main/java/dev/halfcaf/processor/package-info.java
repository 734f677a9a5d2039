/** The two doors through which javac enters: the annotation processor for declarations, the plugin beside it. */
@NullMarked
package dev.halfcaf.processor;

import org.jspecify.annotations.NullMarked;
