package dev.halfcaf.processor.generate;

import com.palantir.javapoet.ClassName;
import dev.halfcaf.processor.describe.LayerDescription;
import java.util.ArrayList;
import java.util.List;

/** What is generated from a class. */
public final class Generator {
    /** A file that is to be written. */
    public record SourceFile(ClassName name, String text) {}

    private Generator() {}

    /**
     * The files of a class.
     *
     * @param wholeWrapper whether the wrapper can be written, and not only a stub
     * @param wholeTrainStep whether the train step can be
     */
    public static List<SourceFile> files(LayerDescription layer, boolean wholeWrapper, boolean wholeTrainStep) {
        List<SourceFile> files = new ArrayList<>();
        if (layer.shape().isBase()) {
            return files;
        }
        if (layer.surroundings().wrapperTaken() == null) {
            files.add(new SourceFile(
                    layer.wrapper(),
                    wholeWrapper ? new WrapperWriter(layer).write() : StubWriter.write(layer, layer.wrapper())));
        }
        if (layer.hasTrainStep() && layer.surroundings().trainStepTaken() == null) {
            boolean whole = wholeWrapper && wholeTrainStep;
            files.add(new SourceFile(
                    layer.trainStep(),
                    whole ? new TrainStepWriter(layer).write() : StubWriter.write(layer, layer.trainStep())));
        }
        return files;
    }
}
