/** Dtype qualifiers: what a declaration says about the dtype of its tensors. The checker reads them; they change nothing at run time. */
@NullMarked
package dev.halfcaf.qualifier;

import org.jspecify.annotations.NullMarked;
