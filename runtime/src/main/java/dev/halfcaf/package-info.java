/** What a user's class touches: layers and models, their policies, their variables and the tensors they compute with. */
@NullMarked
package dev.halfcaf;

import org.jspecify.annotations.NullMarked;
