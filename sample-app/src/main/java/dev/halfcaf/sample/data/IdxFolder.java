package dev.halfcaf.sample.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A data set in the four files of MNIST, which Fashion-MNIST has taken over (Xiao, Rasul and Vollgraf, 2017): images and
 * labels to train on, and the {@code t10k} ones to test on, each compressed or not.
 */
public final class IdxFolder {
    /** Where Debian's package dataset-fashion-mnist puts the files. */
    public static final String DEBIAN_FOLDER = "/usr/share/datasets/fashion-mnist";

    private static final String HOW_TO_GET =
            "`apt-get install dataset-fashion-mnist` brings Fashion-MNIST, then use `--data " + DEBIAN_FOLDER + "`.";
    private static final int WHITE = 255;

    private IdxFolder() {}

    /**
     * Reads the four files of a folder.
     *
     * @throws InputException if one is missing or damaged, or they don't go together
     */
    public static ImageData load(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(
                    (Files.exists(folder) ? folder + " is no folder: " : "There is no folder " + folder + ": ")
                            + HOW_TO_GET);
        }
        Images training = examples(folder, "train");
        Images test = examples(folder, "t10k");
        if (training.height() != test.height() || training.width() != test.width()) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "The images in %s don't go together: those to train on have %dx%d pixels, those to test on %dx%d.",
                    folder,
                    training.height(),
                    training.width(),
                    test.height(),
                    test.width()));
        }
        return new ImageData(
                String.format(
                        Locale.ROOT,
                        "%,d images of %dx%d pixels in %s",
                        training.size() + test.size(),
                        training.height(),
                        training.width(),
                        folder),
                training,
                test);
    }

    private static Images examples(Path folder, String part) {
        Path imageFile = find(folder, part + "-images-idx3-ubyte");
        Path labelFile = find(folder, part + "-labels-idx1-ubyte");
        IdxFile images = IdxFile.read(imageFile, 3);
        IdxFile labels = IdxFile.read(labelFile, 1);
        int count = images.sizes()[0];
        if (labels.sizes()[0] != count) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s has %,d images, but %s has %,d labels.",
                    imageFile,
                    count,
                    labelFile.getFileName(),
                    labels.sizes()[0]));
        }
        return new Images(images.elements(), labels.elements(), images.sizes()[1], images.sizes()[2], WHITE);
    }

    private static Path find(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path compressed = folder.resolve(name + ".gz");
        if (Files.exists(plain)) {
            return plain;
        }
        if (Files.exists(compressed)) {
            return compressed;
        }
        throw new InputException("The folder " + folder + " has no " + name + " or " + name + ".gz: " + HOW_TO_GET);
    }
}
