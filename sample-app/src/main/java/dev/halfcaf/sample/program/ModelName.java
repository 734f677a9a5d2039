package dev.halfcaf.sample.program;

import dev.halfcaf.Policy;
import dev.halfcaf.sample.data.IdxFolder;
import dev.halfcaf.sample.data.InputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models that the program trains, by the names of the command line, with what suits each. */
public enum ModelName {
    /** See {@link dev.halfcaf.sample.model.ImageClassifier}. */
    DIGITS("image classifier", 30, 32),
    /** See {@link dev.halfcaf.sample.model.FashionCnn}. */
    FASHION_CNN("convolutional net", 5, 64),
    /** See {@link dev.halfcaf.sample.model.TextTransformer}. */
    TEXT_TRANSFORMER("character transformer", 5, 32);

    private final String kind;
    private final int epochs;
    private final int batchSize;

    ModelName(String kind, int epochs, int batchSize) {
        this.kind = kind;
        this.epochs = epochs;
        this.batchSize = batchSize;
    }

    /** The model of this name, if there is one. */
    public static Optional<ModelName> of(String name) {
        return Arrays.stream(values())
                .filter(model -> model.toString().equals(name))
                .findFirst();
    }

    /** All names, for people. */
    public static String all() {
        return Arrays.stream(values()).map(ModelName::toString).collect(Collectors.joining(", "));
    }

    /** What it is, for people: an "image classifier". */
    public String kind() {
        return kind;
    }

    /** What suits the model, under a policy. */
    public Settings settings(Policy policy) {
        return new Settings(policy, epochs, batchSize, 0);
    }

    /** Whether the data are in a folder, and not in the program. */
    public boolean needsFolder() {
        return this == FASHION_CNN;
    }

    /**
     * Loads the data.
     *
     * @param folder where they are, for a model whose data are in a folder; null for the usual one
     * @throws InputException if they are missing or damaged
     */
    public Program load(@Nullable Path folder) {
        if (folder != null && !needsFolder()) {
            throw new InputException(
                    "--data is for model " + FASHION_CNN + "; the data of model " + this + " are in the program.");
        }
        return switch (this) {
            case DIGITS -> new DigitsProgram();
            case FASHION_CNN ->
                new FashionProgram(IdxFolder.load(folder == null ? Path.of(IdxFolder.DEBIAN_FOLDER) : folder));
            case TEXT_TRANSFORMER -> new TextProgram();
        };
    }

    /** The name as the command line has it: {@code fashion-cnn}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
