package dev.halfcaf.processor.generate;

import com.palantir.javapoet.ClassName;

/** The names in the runtime that generated code uses. */
final class RuntimeNames {
    /** The form of generated code that is written here; the runtime's {@code WrapperFormat} says whether it runs it. */
    static final int FORMAT = 1;

    static final ClassName CAST_EACH = root("CastEach");
    static final ClassName MEMBERS = root("Members");
    static final ClassName DTYPE = root("Dtype");
    static final ClassName HALFCAF_GENERATED = root("HalfcafGenerated");
    static final ClassName POLICY = root("Policy");
    static final ClassName POLICY_ORIGIN = root("PolicyOrigin");
    static final ClassName POLICY_SOURCE = root("PolicySource");
    static final ClassName TENSOR = root("Tensor");
    static final ClassName TENSOR_FUNCTION = root("TensorFunction");

    static final ClassName GRADIENTS = train("Gradients");
    static final ClassName LOSS_SCALE = train("LossScale");
    static final ClassName OPTIMIZER = train("Optimizer");
    static final ClassName PLAIN_TRAIN_STEP = train("PlainTrainStep");
    static final ClassName SCALED_TRAIN_STEP = train("ScaledTrainStep");
    static final ClassName STEP_RESULT = train("StepResult");
    static final ClassName TAPE = train("Tape");

    private RuntimeNames() {}

    private static ClassName root(String name) {
        return ClassName.get("dev.halfcaf", name);
    }

    private static ClassName train(String name) {
        return ClassName.get("dev.halfcaf.train", name);
    }
}
