package dev.halfcaf.processor.property;

import dev.halfcaf.Dtype;
import java.util.List;
import java.util.Map;

/**
 * A method that bodies call; after its tensors it takes the mode.
 *
 * @param call how it is called
 * @param result what it gives
 * @param resultLikeFirst whether it gives the dtype of its first argument
 * @param needsLayer whether it can be called in the layer only
 */
record Helper(String call, List<Parameter> parameters, Belief result, boolean resultLikeFirst, boolean needsLayer) {
    private static final Map<Dtype, String> ANNOTATIONS = Map.of(
            Dtype.FLOAT16, "Float16",
            Dtype.BFLOAT16, "BFloat16",
            Dtype.FLOAT32, "Float32",
            Dtype.FLOAT64, "Float64",
            Dtype.INT32, "Int32",
            Dtype.INT64, "Int64",
            Dtype.BOOL, "Bool");

    /**
     * A parameter.
     *
     * @param belief what can be passed
     * @param isSame whether it has to agree with the others of which that is true
     */
    record Parameter(Belief belief, boolean isSame) {}

    /** The qualifier for a dtype. */
    static String annotation(Dtype dtype) {
        return ANNOTATIONS.get(dtype);
    }
}
