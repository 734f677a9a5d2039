package dev.halfcaf.processor.describe;

/**
 * How method bodies are to be checked. The processor gets it as an option of the build; the plugin, which gets none, reads
 * it from what was generated.
 *
 * @param strict whether values of which nobody knows the dtype are reported
 * @param severity severities as they are written, such as {@code SensitiveOp:off}; empty for none
 */
public record BodyOptions(boolean strict, String severity) {
    /** As the catalogue has it. */
    public static final BodyOptions DEFAULT = new BodyOptions(false, "");
}
