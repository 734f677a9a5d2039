/** The catalogue of diagnostics, and diagnostics as values. */
@NullMarked
package dev.halfcaf.processor.report;

import org.jspecify.annotations.NullMarked;
