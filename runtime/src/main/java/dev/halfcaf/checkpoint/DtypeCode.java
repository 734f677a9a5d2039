package dev.halfcaf.checkpoint;

import dev.halfcaf.Dtype;
import org.jspecify.annotations.Nullable;

/** The names of dtypes in the safetensors format. */
final class DtypeCode {
    private DtypeCode() {}

    static String of(Dtype dtype) {
        return switch (dtype) {
            case FLOAT16 -> "F16";
            case BFLOAT16 -> "BF16";
            case FLOAT32 -> "F32";
            case FLOAT64 -> "F64";
            case INT32 -> "I32";
            case INT64 -> "I64";
            case BOOL -> "BOOL";
        };
    }

    /** Null for the dtypes of the format that Halfcaf does not have, such as U8. */
    static @Nullable Dtype parse(String code) {
        for (Dtype dtype : Dtype.values()) {
            if (of(dtype).equals(code)) {
                return dtype;
            }
        }
        return null;
    }
}
