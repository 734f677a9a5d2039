package dev.halfcaf.benchmarks.peers;

import static dev.halfcaf.benchmarks.peers.Operation.*;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All contests, with the goals of the project: the one place where a figure's goal is said. */
final class Contests {
    private static final String FLOAT32 = "float32";
    private static final List<String> HALVES = List.of("float16", "bfloat16");
    private static final List<String> FLOATS = List.of("float32", "float16", "bfloat16");

    /** One thread's arithmetic, in every contest. */
    static final Entrant FMA = new Entrant(Role.PROBE, Task.of(Operation.FMA, "-", 1));

    private Contests() {}

    static List<Contest> all() {
        return Stream.of(casts(), gemm(), halves(), gemv(), updates(), memory(), train(), threads(), small())
                .flatMap(List::stream)
                .toList();
    }

    // ---- casts

    private static List<Contest> casts() {
        List<Contest> contests = new ArrayList<>();
        for (String dtype : HALVES) {
            Wanted narrowing = dtype.equals("bfloat16") ? Wanted.quiet(0.90) : Wanted.quiet(0.95);
            contests.add(againstMemory(
                    "casts",
                    "16M elements to float32",
                    CAST_TO_FLOAT32,
                    dtype,
                    Wanted.quiet(0.95).on17(0.78),
                    1 << 24));
            contests.add(againstMemory(
                    "casts", "16M elements from float32", CAST_FROM_FLOAT32, dtype, narrowing.on17(0.78), 1 << 24));
        }
        contests.add(againstMemory(
                "casts", "32K elements to float32", CAST_TO_FLOAT32, "float16", Wanted.quiet(1.0), 1 << 15));
        contests.add(againstMemory(
                "casts", "32K elements from float32", CAST_FROM_FLOAT32, "float16", Wanted.quiet(1.0), 1 << 15));
        return contests;
    }

    /** One op beside a copy that moves as many bytes. */
    private static Contest againstMemory(
            String group, String title, Operation operation, String dtype, Wanted wanted, Integer... sizes) {
        Entrant ours = halfcaf(operation, dtype, sizes);
        return new Contest(group, title, List.of(new Goal(ours, copy(ours.task()), wanted)));
    }

    // ---- matrix products

    private static List<Contest> gemm() {
        List<Contest> contests = new ArrayList<>();
        for (int n : List.of(256, 512, 1024, 2048)) {
            contests.add(gemm(GEMM, n, n, n));
        }
        for (int[] layer : new int[][] {{256, 784, 512}, {256, 512, 10}}) {
            int batch = layer[0];
            int inputs = layer[1];
            int units = layer[2];
            // A layer's forward pass, and its backward pass for the kernel and for the input.
            contests.add(gemm(GEMM, batch, inputs, units));
            contests.add(gemm(GEMM_TRANSPOSED_LEFT, inputs, batch, units));
            contests.add(gemm(GEMM_TRANSPOSED_RIGHT, batch, units, inputs));
        }
        return contests;
    }

    private static Contest gemm(Operation operation, int m, int k, int n) {
        Entrant openBlas = new Entrant(Role.OPENBLAS, Task.of(operation, FLOAT32, m, k, n));
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal(halfcaf(operation, FLOAT32, m, k, n), openBlas, Wanted.NOTHING));
        for (String dtype : HALVES) {
            Wanted wanted = Wanted.quiet(0.95).busy(0.75).on17(0.80).plain(0.45);
            goals.add(new Goal(halfcaf(operation, dtype, m, k, n), openBlas, wanted));
        }
        Entrant pyTorch = new Entrant(Role.PYTORCH, openBlas.task());
        goals.add(new Goal(halfcaf(operation, FLOAT32, m, k, n), pyTorch, Wanted.NOTHING));
        String transposed = switch (operation) {
            case GEMM_TRANSPOSED_LEFT -> ", left transposed";
            case GEMM_TRANSPOSED_RIGHT -> ", right transposed";
            default -> "";
        };
        return new Contest("gemm", "m x k x n = " + m + "x" + k + "x" + n + transposed, goals);
    }

    /** Half precision of others; they are so slow at it that they have contests of their own. */
    private static List<Contest> halves() {
        List<Contest> contests = new ArrayList<>();
        for (String dtype : HALVES) {
            Entrant ours = halfcaf(GEMM, dtype, 512, 512, 512);
            contests.add(new Contest(
                    "halves",
                    "m x k x n = 512x512x512",
                    List.of(new Goal(ours, new Entrant(Role.PYTORCH, ours.task()), Wanted.quiet(40)))));
        }
        for (String dtype : HALVES) {
            Entrant ours = halfcaf(GEMM, dtype, 1024, 1024, 1024);
            Wanted wanted = dtype.equals("float16") ? Wanted.quiet(1.25) : Wanted.NOTHING;
            contests.add(new Contest(
                    "halves",
                    "m x k x n = 1024x1024x1024",
                    List.of(new Goal(ours, new Entrant(Role.TENSORFLOW, ours.task()), wanted))));
        }
        return contests;
    }

    private static List<Contest> gemv() {
        // 128 MiB of float32: what is measured is memory.
        int rows = 8192;
        int columns = 4096;
        return List.of(
                gemv("matrix 8192x4096 times a column", MATRIX_TIMES_COLUMN, rows, columns),
                gemv("batch 1: a row times a matrix 8192x4096", ROW_TIMES_MATRIX, rows, columns));
    }

    private static Contest gemv(String title, Operation operation, int rows, int columns) {
        Entrant float32 = halfcaf(operation, FLOAT32, rows, columns);
        return new Contest(
                "gemv",
                title,
                List.of(
                        new Goal(float32, new Entrant(Role.OPENBLAS, float32.task()), Wanted.quiet(0.9)),
                        new Goal(halfcaf(operation, "float16", rows, columns), float32, Wanted.quiet(1.45)),
                        new Goal(halfcaf(operation, "bfloat16", rows, columns), float32, Wanted.quiet(1.7))));
    }

    // ---- training

    private static List<Contest> updates() {
        List<Contest> contests = new ArrayList<>();
        contests.add(againstMemory(
                "updates",
                "unscale and finite check of 16M gradients",
                UNSCALE_AND_CHECK,
                FLOAT32,
                Wanted.quiet(1.4),
                1 << 24));
        for (String dtype : HALVES) {
            Entrant ours = halfcaf(ADAM, dtype, 1 << 22);
            contests.add(new Contest(
                    "updates",
                    "Adam on 4M elements with a copy in " + dtype,
                    List.of(
                            new Goal(ours, halfcaf(ADAM_UNFUSED, dtype, 1 << 22), Wanted.quiet(3)),
                            new Goal(ours, new Entrant(Role.PYTORCH, ours.task()), Wanted.NOTHING),
                            new Goal(ours, copy(ours.task()), Wanted.NOTHING))));
        }
        return contests;
    }

    private static List<Contest> train() {
        int batch = 256;
        Entrant float32 = halfcaf(TRAIN_STEP, FLOAT32, batch);
        Entrant float16 = halfcaf(TRAIN_STEP, "mixed_float16", batch);
        Entrant bfloat16 = halfcaf(TRAIN_STEP, "mixed_bfloat16", batch);
        return List.of(
                new Contest(
                        "train",
                        "step of 784-512-512-10, batch 256, Adam",
                        List.of(
                                new Goal(float16, float32, Wanted.quiet(0.97)),
                                new Goal(bfloat16, float32, Wanted.quiet(0.97)),
                                new Goal(float32, new Entrant(Role.PYTORCH, float32.task()), Wanted.quiet(1)))),
                new Contest(
                        "train",
                        "generated wrapper and step against the same by hand",
                        Stream.of(float32, float16)
                                .map(generated -> new Goal(
                                        generated,
                                        halfcaf(
                                                TRAIN_STEP_BY_HAND,
                                                generated.task().dtype(),
                                                batch),
                                        Wanted.quiet(0.98)))
                                .toList()));
    }

    // ---- memory

    private static List<Contest> memory() {
        List<Contest> contests = new ArrayList<>();
        for (Operation operation : List.of(
                SOFTMAX,
                SOFTMAX_GRADIENT,
                LAYER_NORM,
                SUM_OF_ROWS,
                SUM_OF_COLUMNS,
                TRANSPOSE,
                RELU,
                RELU_GRADIENT,
                ADD,
                ADD_ROW,
                MULTIPLY_BY_COLUMN)) {
            String title = operation.text().replace('-', ' ') + ", 4096x4096";
            for (String dtype : FLOATS) {
                contests.add(againstMemory("memory", title, operation, dtype, Wanted.quiet(0.8), 4096, 4096));
            }
        }
        return contests;
    }

    // ---- threads, and Halfcaf beside itself

    private static List<Contest> threads() {
        List<Contest> contests = new ArrayList<>();
        Entrant twoLoops = new Entrant(Role.PROBE, Task.of(Operation.FMA, "-", 2));
        for (Task task : List.of(
                Task.of(GEMM, FLOAT32, 1024, 1024, 1024),
                Task.of(GEMM, "float16", 1024, 1024, 1024),
                Task.of(TRAIN_STEP, "mixed_float16", 256))) {
            contests.add(new Contest(
                    "threads",
                    "two threads by one, " + task.operation().text() + " " + task.shape(),
                    List.of(
                            new Goal(
                                    new Entrant(Role.HALFCAF_TWO_THREADS, task),
                                    new Entrant(Role.HALFCAF, task),
                                    Wanted.NOTHING),
                            new Goal(twoLoops, FMA, Wanted.NOTHING))));
        }
        return contests;
    }

    private static List<Contest> small() {
        List<Contest> contests = new ArrayList<>();
        for (Integer[] sizes : new Integer[][] {
            {1, 1, 1}, {3, 3, 3}, {17, 17, 17}, {1000, 1, 1}, {1, 1000, 1}, {1000, 1000, 1}, {1, 1000, 1000}
        }) {
            for (String dtype : List.of(FLOAT32, "float16")) {
                Entrant ours = halfcaf(GEMM, dtype, sizes);
                contests.add(new Contest(
                        "small",
                        "m x k x n = " + ours.task().shape(),
                        List.of(new Goal(ours, new Entrant(Role.HALFCAF_PLAIN, ours.task()), Wanted.quiet(1)))));
            }
        }
        return contests;
    }

    private static Entrant halfcaf(Operation operation, String dtype, Integer... sizes) {
        return new Entrant(Role.HALFCAF, Task.of(operation, dtype, sizes));
    }

    private static Entrant copy(Task task) {
        return new Entrant(Role.PROBE, Task.of(COPY, "-", Math.toIntExact(task.bytes())));
    }
}
