package dev.halfcaf.train;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Events for JDK Flight Recorder. Nothing is made while no recording asks for them. */
final class FlightRecorderEvents implements TrainingEvents {
    private final EventType steps = EventType.getEventType(Step.class);
    private final EventType scales = EventType.getEventType(Scale.class);

    @Override
    public void step(StepResult result, long steps) {
        if (this.steps.isEnabled()) {
            Step event = new Step();
            event.update = steps;
            event.applied = result.applied();
            event.loss = result.loss();
            event.lossScale = result.scaleBefore();
            event.firstNonFiniteVariable = result.firstNonFiniteVariable();
            event.firstNonFiniteOp = result.firstNonFiniteOp();
            event.commit();
        }
    }

    @Override
    public void lossScale(double before, double after) {
        if (scales.isEnabled()) {
            Scale event = new Scale();
            event.before = before;
            event.after = after;
            event.commit();
        }
    }

    @Name("halfcaf.Step")
    @Label("Training Step")
    @Description("An optimizer applied the gradients of a step to the variables, or skipped it.")
    @Category("Halfcaf")
    @StackTrace(false)
    private static final class Step extends Event {
        @Label("Update")
        @Description("The updates that the optimizer has applied so far, this one included")
        long update;

        @Label("Applied")
        @Description("Whether the variables were updated; else a gradient was not finite")
        boolean applied;

        @Label("Loss")
        @Description("The unscaled loss")
        double loss;

        @Label("Loss Scale")
        @Description("With which the gradients were computed; 1 without scaling")
        double lossScale;

        @Label("First Non-Finite Variable")
        @Description("The path of the first variable whose gradient was not finite")
        @Nullable
        String firstNonFiniteVariable;

        @Label("First Non-Finite Op")
        @Description("The first op of the backward pass whose gradient was not finite")
        @Nullable
        String firstNonFiniteOp;
    }

    @Name("halfcaf.LossScale")
    @Label("Loss Scale")
    @Description("The loss scale went up after finite steps, or down after a skipped one.")
    @Category("Halfcaf")
    @StackTrace(false)
    private static final class Scale extends Event {
        @Label("Before")
        double before;

        @Label("After")
        double after;
    }
}
