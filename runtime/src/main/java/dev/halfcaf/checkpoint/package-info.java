/** Files that outlive a run: checkpoints of training, weights of models, and the safetensors format that both are in. */
@NullMarked
package dev.halfcaf.checkpoint;

import org.jspecify.annotations.NullMarked;
