package dev.halfcaf.processor.describe;

import com.palantir.javapoet.ClassName;

/** The names of what is generated from a class. */
public final class GeneratedNames {
    private GeneratedNames() {}

    /** {@code CastingDense}; for a nested class {@code CastingOuter_Dense}. */
    public static ClassName wrapper(ClassName from) {
        return ClassName.get(from.packageName(), "Casting" + flat(from));
    }

    /** {@code DigitClassifierTrainStep}; for a nested class {@code Outer_DigitClassifierTrainStep}. */
    public static ClassName trainStep(ClassName from) {
        return ClassName.get(from.packageName(), flat(from) + "TrainStep");
    }

    private static String flat(ClassName from) {
        return String.join("_", from.simpleNames());
    }
}
