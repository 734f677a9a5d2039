package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Window;
import java.util.Arrays;

/** Adds patches to the image that they were taken from: col2im, for one image. */
final class PatchSums {
    private final Window window;
    private final int height;
    private final int width;
    private final int channels;
    private final int outWidth;

    PatchSums(Window window, Shape image, int outWidth) {
        this.window = window;
        this.height = image.size(1);
        this.width = image.size(2);
        this.channels = image.size(3);
        this.outWidth = outWidth;
    }

    void clear(HeapStorage sums) {
        int elements = height * width * channels;
        if (sums.dtype() == Dtype.FLOAT64) {
            Arrays.fill(sums.doubles(), 0, elements, 0);
        } else {
            Arrays.fill(sums.floats(), 0, elements, 0);
        }
    }

    /** Adds the patches of {@code count} pixels of the result, {@code first} on; both storages have one dtype. */
    void add(HeapStorage patches, int first, int count, HeapStorage sums) {
        int patch = 0;
        for (int pixel = first; pixel < first + count; pixel++) {
            int y = pixel / outWidth * window.strideHeight() - window.top();
            int x = pixel % outWidth * window.strideWidth() - window.left();
            for (int i = 0; i < window.height(); i++) {
                int line = y + i * window.dilationHeight();
                for (int j = 0; j < window.width(); j++) {
                    int place = x + j * window.dilationWidth();
                    if (line >= 0 && line < height && place >= 0 && place < width) {
                        add(patches, patch, sums, (line * width + place) * channels);
                    }
                    patch += channels;
                }
            }
        }
    }

    private void add(HeapStorage patches, int from, HeapStorage sums, int to) {
        if (sums.dtype() == Dtype.FLOAT64) {
            double[] in = patches.doubles();
            double[] out = sums.doubles();
            for (int c = 0; c < channels; c++) {
                out[to + c] += in[from + c];
            }
        } else {
            float[] in = patches.floats();
            float[] out = sums.floats();
            for (int c = 0; c < channels; c++) {
                out[to + c] += in[from + c];
            }
        }
    }
}
