package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Report;

/** Judges one side of an annotated class. */
interface Check {
    /** Adds what it finds. */
    void check(LayerDescription layer, Report.Builder report);
}
