/** Shows on the digits what a loss scale is for. */
@NullMarked
package dev.halfcaf.sample.demonstration;

import org.jspecify.annotations.NullMarked;
