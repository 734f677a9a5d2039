/**
 * Looking at a training run: its history, a progress line, a page with charts, TensorBoard and CSV files. A loop feeds a
 * {@link dev.halfcaf.report.RunHistory}; everything else listens to that or is made from it.
 */
@NullMarked
package dev.halfcaf.report;

import org.jspecify.annotations.NullMarked;
