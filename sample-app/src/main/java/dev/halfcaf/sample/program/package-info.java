/** The models with their data, ready to be trained and tested. */
@NullMarked
package dev.halfcaf.sample.program;

import org.jspecify.annotations.NullMarked;
