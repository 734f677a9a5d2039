package dev.halfcaf.processor.report;

import static dev.halfcaf.processor.report.Severity.ERROR;
import static dev.halfcaf.processor.report.Severity.NOTE;
import static dev.halfcaf.processor.report.Severity.WARNING;

import java.util.List;

/**
 * The catalogue of diagnostics. Each has a page, {@code docs/checks/<code>.md}. In the wording, {@code %1$s} and so on
 * are the details of a {@link Finding}; what they are stands in the comment above.
 */
public enum Code {
    // ---- the policy

    /** 1: the name is none, and the nearest; 2: the names that there are. */
    UNKNOWN_POLICY(
            "UnknownPolicy",
            ERROR,
            "%1$s",
            "%2$s",
            "Write one of these; or none, to take the policy of the surroundings."),

    /** 1: class; 2: policy; 3: its origin; 4: trained variables; 5: another fix. */
    INTEGER_POLICY(
            "IntegerPolicy",
            ERROR,
            "%1$s is under policy '%2$s' and trains %4$s.",
            "'%2$s' comes from %3$s. A gradient is a fraction: a variable that is trained needs a floating dtype.",
            "Name a floating policy such as \"float32\"; or %5$s."),

    /** 1: class; 2: "pure float16"...; 3: origin; 4: what is lost on it; 5: the mixed policy; 6: compute dtype; 7: policy. */
    PURE_HALF(
            "PureHalf",
            WARNING,
            "%1$s trains %4$s in %2$s.",
            "Policy '%7$s' comes from %3$s. It keeps variables in 16 bits, where most updates of training round to"
                    + " nothing. '%5$s' computes in %6$s, too, and keeps them in float32.",
            "\"%5$s\"; or @SuppressWarnings(\"halfcaf:PureHalf\") if it is meant."),

    /** 1: the text; 2: why. */
    IGNORED_LOSS_SCALE(
            "IgnoredLossScale",
            WARNING,
            "lossScale = \"%1$s\" has no effect: %2$s.",
            "The train step scales the loss, and only a Model has one.",
            "Remove it here; set it on the Model that is trained."),

    /** 1: what is wrong with it. */
    ILLEGAL_LOSS_SCALE(
            "IllegalLossScale",
            ERROR,
            "%1$s",
            "The loss is multiplied by the scale, so that small float16 gradients do not vanish.",
            "\"auto\", which is what the policy brings, \"dynamic\", \"none\", or a number such as \"1024\"."),

    /** 1: what stands beside it. */
    IGNORED_ONLY(
            "IgnoredOnly",
            WARNING,
            "'only' has no effect: %1$s.",
            "It says under which policies a class may be used that takes its policy from its surroundings.",
            "Remove 'only'."),

    /** 1: what is wrong with it; 2: why; 3: a fix. */
    POLICY_ENTRY("PolicyEntry", ERROR, "%1$s", "%2$s", "%3$s"),

    // ---- the class

    /** 1: type; 2: what it is. */
    NOT_A_CLASS(
            "NotAClass",
            ERROR,
            "%1$s is %2$s, and @DtypePolicy belongs on a class.",
            "The casting wrapper is a subclass of the annotated class, whose fields hold its variables.",
            "Annotate an abstract class that extends Layer."),

    /** 1: class. */
    NOT_A_LAYER(
            "NotALayer",
            ERROR,
            "%1$s does not extend Layer.",
            "A policy says what a layer computes in and keeps its variables in.",
            "abstract class %1$s extends Layer (or Model, for what is trained as a whole)."),

    /** 1: class; 2: wrapper. */
    FINAL_CLASS(
            "FinalClass",
            ERROR,
            "%1$s is final.",
            "Its casts are generated into a subclass, %2$s.",
            "Write 'abstract' for 'final', and new %2$s(...) where it is constructed."),

    /** 1: class; 2: wrapper. */
    NOT_ABSTRACT(
            "NotAbstract",
            ERROR,
            "%1$s is not abstract.",
            "new %1$s(...) would make a layer without casts. Abstract, it can only be made as what is generated from it.",
            "abstract class %1$s, and new %2$s(...) where it is constructed."),

    /** 1: class; 2: wrapper. */
    SEALED_CLASS(
            "SealedClass",
            ERROR,
            "%1$s is sealed and does not permit %2$s.",
            "Its casts are generated into that subclass, in a file of its own.",
            "Add %2$s to the permits clause of %1$s."),

    /** 1: class; 2: enclosing class. */
    INNER_CLASS(
            "InnerClass",
            ERROR,
            "%1$s is an inner class: each of its objects belongs to one of %2$s.",
            "What is generated from it stands in a file of its own, outside of %2$s.",
            "Make it static."),

    /** 1: class. */
    LOCAL_CLASS(
            "LocalClass",
            ERROR,
            "%1$s is declared inside a method.",
            "Nothing can be generated from a class that other files cannot name.",
            "Move it out of the method; nested, it is static."),

    /** 1: class; 2: wrapper; 3: the private class, itself or around it. */
    PRIVATE_CLASS(
            "PrivateClass",
            ERROR,
            "%3$s is private: %2$s cannot extend %1$s.",
            "What is generated stands in a file of its own in the same package.",
            "Make %3$s package-private."),

    /** 1: name that would be generated; 2: what has it already. */
    NAME_CLASH(
            "NameClash",
            ERROR,
            "%1$s would be generated here, and %2$s has that name.",
            "The names of generated classes follow from the names of annotated ones.",
            "Rename one of the two."),

    /** 1: method; 2: wrapper. */
    RESERVED_METHOD(
            "ReservedMethod",
            ERROR,
            "%1$s is overridden by %2$s.",
            "With it the wrapper tells which variables and layers there are; a body of yours would not run.",
            "Remove it."),

    /** 1: method; 2: where it is declared; 3: wrapper. */
    ABSTRACT_METHOD(
            "AbstractMethod",
            ERROR,
            "%1$s of %2$s has no body.",
            "%3$s adds casts and nothing else: but for the word 'abstract', the annotated class is complete.",
            "Give it a body; or, where subclasses do, declare it here as abstract: then %4$s is a base, without wrapper."),

    /** 1: what names it; 2: type; 3: wrapper. */
    INACCESSIBLE_TYPE(
            "InaccessibleType",
            ERROR,
            "%1$s names %2$s, which %3$s cannot see.",
            "What is generated stands in a file of its own in the package of the annotated class.",
            "Make %2$s visible in that package."),

    // ---- constructors

    /** 1: class; 2: wrapper. */
    PRIVATE_CONSTRUCTOR(
            "PrivateConstructor",
            ERROR,
            "%1$s has private constructors only.",
            "%2$s is a subclass: each of its constructors calls one of them.",
            "Make one of them protected."),

    /** 1: constructor; 2: the one that has the same parameters already. */
    CONSTRUCTOR_CLASH(
            "ConstructorClash",
            ERROR,
            "%2$s has the parameters that the wrapper adds to %1$s.",
            "A class that takes its policy from its surroundings can be constructed with a Policy as the last argument.",
            "Remove the parameter, and read policy() inside forward; or name the policy in the annotation."),

    // ---- fields

    /** 1: field; 2: "holds a Variable"...; 3: why not; 4: wrapper; 5: fix. */
    INACCESSIBLE_FIELD(
            "InaccessibleField",
            ERROR,
            "%1$s %2$s and is %3$s: %4$s cannot read it.",
            "It would be neither bound nor trained. There is no reflection: generated code names each field.",
            "Make it %5$s."),

    /** 1: field; 2: class; 3: superclass. */
    HIDDEN_FIELD(
            "HiddenField",
            ERROR,
            "%1$s of %2$s hides %1$s of %3$s.",
            "Both hold variables, which would have one path.",
            "Rename one of them."),

    /** 1: field; 2: "holds a Variable".... */
    STATIC_MEMBER(
            "StaticMember",
            ERROR,
            "%1$s %2$s and is static.",
            "A variable belongs to one layer, and a layer to what holds it.",
            "Remove 'static'; for values that layers share, Variable.shared(other)."),

    /** 1: field; 2: "holds a Variable"...; 3: its type. */
    UNSUPPORTED_CONTAINER(
            "UnsupportedContainer",
            ERROR,
            "%1$s %2$s in %3$s.",
            "Each needs a name that stays: the field's own, an index or a key. Others would be neither bound nor trained.",
            "An array, a List or a Map."),

    /** 1: field. */
    NOT_A_VARIABLE(
            "NotAVariable",
            ERROR,
            "%1$s is @NonTrainable and holds no Variable.",
            "The annotation says of variables that they are not trained; a layer's are marked in the layer's class.",
            "Remove it here; mark the variables."),

    /** 1: field; 2: declared dtype; 3: class; 4: policy; 5: its origin; 6: variable dtype. */
    VARIABLE_DTYPE(
            "VariableDtype",
            ERROR,
            "%1$s is declared %2$s, and %3$s keeps its variables in %6$s.",
            "Policy '%4$s' comes from %5$s.",
            "Remove the qualifier (@VariableDtype reads the variable uncast); or name a policy with %2$s variables."),

    /** 1: field; 2: qualifiers. */
    NO_SINGLE_DTYPE(
            "NoSingleDtype",
            ERROR,
            "%1$s is a variable, and %2$s names no single dtype.",
            "A variable is kept in one dtype: that of its qualifier, or that of the policy.",
            "Keep one of @Float16 @BFloat16 @Float32 @Float64 @Int32 @Int64 @Bool, or none."),

    /** 1: field; 2: its policy; 3: held class; 4: the class's policy. */
    POLICY_CONFLICT(
            "PolicyConflict",
            ERROR,
            "%1$s is to be under '%2$s', and %3$s is under '%4$s' wherever it stands.",
            "A class whose annotation names a policy has that one; a field's annotation is for classes that name none.",
            "Remove one of the two names."),

    /** 1: what is annotated; 2: why. */
    USELESS_POLICY(
            "UselessPolicy",
            ERROR,
            "@DtypePolicy on %1$s has no effect: %2$s.",
            "It says the policy of a layer class; on a field, a package or a module, that of the bare layers in it.",
            "Remove it, or move it to the layer."),

    // ---- forward

    /** 1: class; 2: why one is needed. */
    NO_FORWARD("NoForward", ERROR, "%1$s has no method 'forward'.", "%2$s", "public Tensor forward(Tensor x) { ... }"),

    /** 1: method; 2: "private"...; 3: wrapper; 4: fix. */
    ENTRY_NOT_OVERRIDABLE(
            "EntryNotOverridable",
            ERROR,
            "%1$s is %2$s: %3$s cannot override it.",
            "The override is where inputs are cast to the compute dtype.",
            "Make it %4$s."),

    /** 1: method; 2: why; 3: fix. */
    MISPLACED_ENTRY(
            "MisplacedEntry",
            ERROR,
            "@EntryMethod on %1$s has no effect: %2$s.",
            "It marks a way into a layer beside 'forward', which the layer's casting wrapper overrides.",
            "%3$s"),

    /** 1: parameter; 2: type; 3: method. */
    UNSUPPORTED_INPUT(
            "UnsupportedInput",
            ERROR,
            "%1$s brings tensors in %2$s, where they are not cast.",
            "Cast are tensors in arrays, in a List, in the values of a Map, in an Optional, and in records of all these.",
            "Take one of these; or mark the parameter @NoCast, and cast inside %3$s."),

    // ---- loss

    /** 1: class; 2: train step. */
    NO_LOSS(
            "NoLoss",
            NOTE,
            "%1$s has no method 'loss': %2$s is not generated.",
            "A train step needs a loss of what forward returned.",
            "Tensor loss(Tensor output, ...); or @SuppressWarnings(\"halfcaf:NoLoss\") for a model trained by hand."),

    /** 1: class; 2: signatures. */
    SEVERAL_LOSSES(
            "SeveralLosses",
            ERROR,
            "%1$s has several methods 'loss': %2$s.",
            "The train step calls one.",
            "Keep one, and give the others names of their own."),

    /** 1: "private"...; 2: train step; 3: fix. */
    LOSS_NOT_CALLABLE(
            "LossNotCallable",
            ERROR,
            "loss is %1$s: %2$s cannot call it.",
            "The train step stands in a file of its own in the package of the model.",
            "Make it %3$s."),

    /** 1: what does not fit; 2: what forward returns; 3: what loss should take. */
    LOSS_SIGNATURE(
            "LossSignature",
            ERROR,
            "loss %1$s.",
            "The train step calls it with the result of forward, %2$s, then with what else it takes, and trains on the"
                    + " Tensor that it returns.",
            "Tensor loss(%3$s output, ...)"),

    // ---- method bodies: the checks say in their own words 1: what is wrong; 2: why, a line each; 3: a fix

    DTYPE_MISMATCH("DtypeMismatch", ERROR),
    RETURN_DTYPE("ReturnDtype", ERROR),
    BRANCH_DTYPE("BranchDtype", ERROR),
    INDEX_DTYPE("IndexDtype", ERROR),
    HALF_PRECISION_LOSS("HalfPrecisionLoss", ERROR),
    UNCHECKED_CONSTRUCTION("UncheckedConstruction", ERROR),
    CONSTANT_OVERFLOW("ConstantOverflow", ERROR),
    CONSTANT_UNDERFLOW("ConstantUnderflow", ERROR),
    CONSTANT_INEXACT("ConstantInexact", WARNING),
    LOSSY_ROUND_TRIP("LossyRoundTrip", WARNING),
    LOOSE_VARIABLE("LooseVariable", WARNING),
    SENSITIVE_OP("SensitiveOp", NOTE),
    /** Printed only under the option strict. */
    UNKNOWN_DTYPE("UnknownDtype", WARNING),

    USELESS_SUPPRESSION("UselessSuppression", WARNING),

    // ---- the compilation

    /** 1: class; 2: wrapper; 3: others; 4: why; 5: version of this jar. */
    MISSING_WRAPPER(
            "MissingWrapper",
            ERROR,
            "%2$s was not generated for %1$s%3$s: Halfcaf's annotation processor did not run.",
            "%4$s",
            """
            Name the jar as an annotation processor.
                Maven, in the configuration of maven-compiler-plugin:
                  <annotationProcessorPaths>
                    <path>
                      <groupId>io.github.halfcaf</groupId>
                      <artifactId>halfcaf-processor</artifactId>
                      <version>%5$s</version>
                    </path>
                  </annotationProcessorPaths>
                Gradle:
                  annotationProcessor("io.github.halfcaf:halfcaf-processor:%5$s")
                javac: -processorpath with halfcaf-processor and halfcaf-runtime; or -proc:full, to run processors of the class path."""),

    /** 1: what is wrong; 2: what there is; 3: what to write. */
    UNKNOWN_OPTION("UnknownOption", ERROR, "%1$s", "%2$s", "%3$s"),

    /** 1: class; 2: what is missing. */
    MISSING_CLASS(
            "MissingClass",
            ERROR,
            "%1$s cannot be read: %2$s.",
            "It refers to that class, in its header, its signatures or those that it inherits.",
            "Add the dependency that has it."),

    /** No details. */
    BODIES_NOT_CHECKED(
            "BodiesNotChecked",
            NOTE,
            "This compiler shows Halfcaf no method bodies, so their dtypes are not checked here.",
            "Declarations are checked, and code is generated, as under javac.",
            "Build with javac, too."),

    /** 1: the file; 2: the lines that differ; 3: the command that accepts the new plan. */
    PLAN_CHANGED(
            "PlanChanged",
            ERROR,
            "The dtype plan is not the one in %1$s.",
            "%2$s",
            "If this is meant, accept it: %3$s"),

    /** 1: the file; 2: the command that makes it. */
    NO_PLAN(
            "NoPlan",
            ERROR,
            "There is no %1$s to compare the dtype plan with.",
            "The option plan.check names it; it is part of the sources.",
            "Look at the plan of this build, then accept it: %2$s"),

    /** 1: the option as it was given; 2: the option as the plugin takes it. */
    PLAN_OPTION(
            "PlanOption",
            ERROR,
            "%1$s is no option of the annotation processor.",
            "The dtype plan is written by the compiler plugin, which sees the bodies of methods.",
            "-Xplugin:Halfcaf %2$s"),

    /** 1: the directory; 2: the exception. */
    PLAN_NOT_WRITTEN(
            "PlanNotWritten",
            ERROR,
            "The dtype plan could not be written to %1$s.",
            "%2$s",
            "Name a directory in the option plan=DIR that this build can write to."),

    /** 1: class; 2: the exception. */
    INTERNAL_ERROR(
            "InternalError",
            ERROR,
            "Halfcaf's processor failed on %1$s: %2$s",
            "This is a defect of Halfcaf, not of the class.",
            "Please report it at https://github.com/halfcaf/halfcaf/issues with this message and the class.");

    private final String code;
    private final Severity severity;
    private final String summary;
    private final String reason;
    private final String fix;
    private final boolean ofBodies;

    /** Found in bodies, whose checks bring the words. */
    Code(String code, Severity severity) {
        this(code, severity, "%1$s", "%2$s", "%3$s", true);
    }

    Code(String code, Severity severity, String summary, String reason, String fix) {
        this(code, severity, summary, reason, fix, false);
    }

    Code(String code, Severity severity, String summary, String reason, String fix, boolean ofBodies) {
        this.ofBodies = ofBodies;
        this.code = code;
        this.severity = severity;
        this.summary = summary;
        this.reason = reason;
        this.fix = fix;
    }

    /** How loud it is. */
    public Severity severity() {
        return severity;
    }

    /** Whether it is found in bodies only. */
    public boolean isOfBodies() {
        return ofBodies;
    }

    /** Whether a build may say how loud it is. After an error in a declaration there is nothing to generate from. */
    public boolean isAdjustable() {
        return ofBodies || severity != ERROR;
    }

    /** Whether it fails at run time, whatever anybody says; all others can be silenced. */
    public boolean isContradiction() {
        return severity == ERROR && this != CONSTANT_OVERFLOW && this != CONSTANT_UNDERFLOW;
    }

    String text(List<String> details) {
        Object[] blanks = details.toArray();
        return "[" + code + "] " + String.format(summary, blanks) + "\n  " + String.format(reason, blanks) + "\n  Fix: "
                + String.format(fix, blanks);
    }

    /** The code as messages and {@code @SuppressWarnings} write it, such as {@code UnknownPolicy}. */
    @Override
    public String toString() {
        return code;
    }
}
