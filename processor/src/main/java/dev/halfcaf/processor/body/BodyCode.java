package dev.halfcaf.processor.body;

import static dev.halfcaf.processor.report.Severity.ERROR;
import static dev.halfcaf.processor.report.Severity.NOTE;
import static dev.halfcaf.processor.report.Severity.WARNING;

import dev.halfcaf.processor.report.Severity;

/** The findings about bodies. Each has a page, {@code docs/checks/<code>.md}. */
public enum BodyCode {
    DTYPE_MISMATCH("DtypeMismatch", ERROR, false),
    RETURN_DTYPE("ReturnDtype", ERROR, false),
    BRANCH_DTYPE("BranchDtype", ERROR, false),
    INDEX_DTYPE("IndexDtype", ERROR, false),
    HALF_PRECISION_LOSS("HalfPrecisionLoss", ERROR, false),
    VARIABLE_DTYPE("VariableDtype", ERROR, false),
    UNCHECKED_CONSTRUCTION("UncheckedConstruction", ERROR, false),
    CONSTANT_OVERFLOW("ConstantOverflow", ERROR, true),
    CONSTANT_UNDERFLOW("ConstantUnderflow", ERROR, true),
    CONSTANT_INEXACT("ConstantInexact", WARNING, true),
    LOSSY_ROUND_TRIP("LossyRoundTrip", WARNING, true),
    LOOSE_VARIABLE("LooseVariable", WARNING, true),
    SENSITIVE_OP("SensitiveOp", NOTE, true),
    /** Only reported under {@code strict}. */
    UNKNOWN_DTYPE("UnknownDtype", WARNING, true);

    private final String code;
    private final Severity severity;
    private final boolean silenceable;

    BodyCode(String code, Severity severity, boolean silenceable) {
        this.code = code;
        this.severity = severity;
        this.silenceable = silenceable;
    }

    /** How loud it is, unless the build says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** Whether {@code @SuppressWarnings} applies: a contradiction of dtypes fails at run time, whatever it says. */
    public boolean isSilenceable() {
        return silenceable;
    }

    /** The code as messages and {@code @SuppressWarnings} write it. */
    @Override
    public String toString() {
        return code;
    }
}
