package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Report;
import java.util.List;

/**
 * The checks of an annotated class, by what fails with them. A check runs only if those before it in the list below that
 * it builds on found nothing: one mistake, one message.
 */
public final class Checks {
    /** Whether there can be a subclass at all. What comes after has no meaning without. */
    private static final List<Check> CLASS = List.of(new KindCheck(), new ExtensibleCheck(), new WrapperNameCheck());

    /** Whether the wrapper can be written. */
    private static final List<Check> WRAPPER = List.of(
            new ReservedMethodCheck(),
            new AbstractMethodCheck(),
            new ConstructorCheck(),
            new FieldAccessCheck(),
            new ForwardCheck());

    /** Whether the train step can be written. */
    private static final List<Check> TRAIN_STEP = List.of(new LossCheck());

    /** Whether what is written makes sense. */
    private static final List<Check> POLICY = List.of(
            new PolicyNameCheck(),
            new LossScaleCheck(),
            new OnlyCheck(),
            new PolicyMapCheck(),
            new VariableQualifierCheck(),
            new VariableDtypeCheck(),
            new TrainedDtypeCheck());

    private Checks() {}

    /**
     * All that is to be said about a class.
     *
     * @param wrapper the findings that keep the wrapper from being written
     * @param trainStep those that keep the train step from being written
     * @param policy the others
     */
    public record Result(Report wrapper, Report trainStep, Report policy) {}

    /** Judges a class. */
    public static Result of(LayerDescription layer) {
        Report ofClass = run(CLASS, layer);
        if (ofClass.hasErrors()) {
            return new Result(ofClass, Report.EMPTY, Report.EMPTY);
        }
        return new Result(run(WRAPPER, layer), run(TRAIN_STEP, layer), run(POLICY, layer));
    }

    private static Report run(List<Check> checks, LayerDescription layer) {
        Report.Builder report = new Report.Builder();
        checks.forEach(check -> check.check(layer, report));
        return report.build();
    }
}
