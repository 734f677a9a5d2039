package dev.halfcaf.kernel;

import dev.halfcaf.device.ReductionOp;

/** Reductions and the rows of softmax. */
final class PlainReductions {
    private PlainReductions() {}

    static double reduce(ReductionOp op, double[] in, int from, int count) {
        return switch (op) {
            case SUM, MEAN -> sum(in, from, count);
            case PROD -> product(in, from, count);
            case MAX -> max(in, from, count);
            case MIN -> min(in, from, count);
        };
    }

    /** The sum in the eight lanes that {@link Kernels#reduce} defines. */
    private static double sum(double[] in, int from, int count) {
        double lane0 = 0;
        double lane1 = 0;
        double lane2 = 0;
        double lane3 = 0;
        double lane4 = 0;
        double lane5 = 0;
        double lane6 = 0;
        double lane7 = 0;
        int end = from + count;
        int i = from;
        for (; i <= end - 8; i += 8) {
            lane0 += in[i];
            lane1 += in[i + 1];
            lane2 += in[i + 2];
            lane3 += in[i + 3];
            lane4 += in[i + 4];
            lane5 += in[i + 5];
            lane6 += in[i + 6];
            lane7 += in[i + 7];
        }
        // At most seven elements are left, for as many lanes.
        lane0 += i < end ? in[i] : 0;
        lane1 += i + 1 < end ? in[i + 1] : 0;
        lane2 += i + 2 < end ? in[i + 2] : 0;
        lane3 += i + 3 < end ? in[i + 3] : 0;
        lane4 += i + 4 < end ? in[i + 4] : 0;
        lane5 += i + 5 < end ? in[i + 5] : 0;
        lane6 += i + 6 < end ? in[i + 6] : 0;
        return ((lane0 + lane4) + (lane2 + lane6)) + ((lane1 + lane5) + (lane3 + lane7));
    }

    private static double product(double[] in, int from, int count) {
        double product = 1;
        for (int i = from; i < from + count; i++) {
            product *= in[i];
        }
        return product;
    }

    private static double max(double[] in, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            max = Math.max(max, in[i]);
        }
        return max;
    }

    private static double min(double[] in, int from, int count) {
        double min = Double.POSITIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            min = Math.min(min, in[i]);
        }
        return min;
    }

    static void accumulate(
            ReductionOp op, double[] in, int inFrom, double[] accumulators, int accumulatorsFrom, int count) {
        switch (op) {
            case SUM, MEAN -> {
                for (int i = 0; i < count; i++) {
                    accumulators[accumulatorsFrom + i] += in[inFrom + i];
                }
            }
            case PROD -> {
                for (int i = 0; i < count; i++) {
                    accumulators[accumulatorsFrom + i] *= in[inFrom + i];
                }
            }
            case MAX -> {
                for (int i = 0; i < count; i++) {
                    accumulators[accumulatorsFrom + i] = Math.max(accumulators[accumulatorsFrom + i], in[inFrom + i]);
                }
            }
            case MIN -> {
                for (int i = 0; i < count; i++) {
                    accumulators[accumulatorsFrom + i] = Math.min(accumulators[accumulatorsFrom + i], in[inFrom + i]);
                }
            }
        }
    }

    static void softmax(boolean logarithm, double[] in, int inFrom, double[] out, int outFrom, int count) {
        double max = max(in, inFrom, count);
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = ElementaryFunctions.expWithoutSubnormals(in[inFrom + i] - max);
        }
        double sum = sum(out, outFrom, count);
        if (logarithm) {
            double logSum = ElementaryFunctions.log(sum);
            for (int i = 0; i < count; i++) {
                out[outFrom + i] = in[inFrom + i] - max - logSum;
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[outFrom + i] /= sum;
            }
        }
    }

    static void softmaxGradient(
            boolean logarithm,
            double[] gradient,
            int gradientFrom,
            double[] output,
            int outputFrom,
            double[] out,
            int outFrom,
            int count) {
        if (logarithm) {
            double sum = sum(gradient, gradientFrom, count);
            for (int i = 0; i < count; i++) {
                out[outFrom + i] = gradient[gradientFrom + i]
                        - ElementaryFunctions.expWithoutSubnormals(output[outputFrom + i]) * sum;
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[outFrom + i] = gradient[gradientFrom + i] * output[outputFrom + i];
            }
            double sum = sum(out, outFrom, count);
            for (int i = 0; i < count; i++) {
                out[outFrom + i] = output[outputFrom + i] * (gradient[gradientFrom + i] - sum);
            }
        }
    }
}
