package dev.halfcaf.processor.property;

import dev.halfcaf.processor.property.Batch.Message;
import dev.halfcaf.processor.property.Runs.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether checker and runtime agree about a program.
 *
 * @param accepted whether there is no error, and no dtype that is not known
 * @param confirmed messages whose place was reached, and threw
 * @param disagreements what they do not agree about, in words
 */
record Verdict(boolean accepted, int confirmed, List<String> disagreements) {
    /** What is rejected so throws at that place. */
    private static final Set<String> THROWING = Set.of("DtypeMismatch", "IndexDtype", "ReturnDtype");

    static Verdict of(List<Message> messages, List<Run> runs) {
        boolean accepted =
                messages.stream().noneMatch(one -> one.isError() || one.code().equals("UnknownDtype"));
        List<String> disagreements = new ArrayList<>();
        int confirmed = 0;
        for (Run run : runs) {
            if (accepted && run.isMismatch()) {
                disagreements.add("Accepted, but " + run);
            }
        }
        for (Message message : messages) {
            if (message.code().equals("javac") || message.code().equals("InternalError")) {
                disagreements.add("No verdict: " + message);
            }
            if (!THROWING.contains(message.code())) {
                continue;
            }
            boolean thrown = false;
            for (Run run : runs) {
                boolean concerned =
                        message.policy().isEmpty() || message.policy().equals(run.policy());
                boolean here = run.isMismatch() && run.line() == message.line();
                if (concerned && !here && run.done().contains((int) message.line())) {
                    disagreements.add("Rejected: " + message + "; but " + run);
                    break;
                }
                thrown |= here;
            }
            confirmed += thrown ? 1 : 0;
        }
        return new Verdict(accepted, confirmed, List.copyOf(disagreements));
    }
}
