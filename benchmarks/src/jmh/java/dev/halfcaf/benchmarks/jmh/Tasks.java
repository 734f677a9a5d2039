package dev.halfcaf.benchmarks.jmh;

import dev.halfcaf.benchmarks.peers.Halfcaf;
import dev.halfcaf.benchmarks.peers.Task;
import dev.halfcaf.benchmarks.peers.Work;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tasks of the comparison with others, by Halfcaf alone: so that JMH's profilers can look at what the comparison
 * measures. {@code -p task=gemm/float16/300x300x300} takes any task.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Tasks {
    @Param({
        "cast-to-float32/float16/32768",
        "cast-to-float32/float16/16777216",
        "cast-to-float32/bfloat16/32768",
        "cast-to-float32/bfloat16/16777216",
        "cast-from-float32/float16/32768",
        "cast-from-float32/float16/16777216",
        "cast-from-float32/bfloat16/32768",
        "cast-from-float32/bfloat16/16777216",
        "gemm/float32/17x17x17",
        "gemm/float16/17x17x17",
        "gemm/bfloat16/17x17x17",
        "gemm/float32/256x256x256",
        "gemm/float16/256x256x256",
        "gemm/bfloat16/256x256x256",
        "gemm/float32/1024x1024x1024",
        "gemm/float16/1024x1024x1024",
        "gemm/bfloat16/1024x1024x1024",
        "gemm/float32/256x784x512",
        "gemm/float16/256x784x512",
        "gemm/bfloat16/256x784x512",
        "gemm/float32/256x512x10",
        "gemm/float16/256x512x10",
        "gemm/bfloat16/256x512x10",
        "gemm-transposed-left/float32/784x256x512",
        "gemm-transposed-left/float16/784x256x512",
        "gemm-transposed-left/bfloat16/784x256x512",
        "gemm-transposed-right/float32/256x512x784",
        "gemm-transposed-right/float16/256x512x784",
        "gemm-transposed-right/bfloat16/256x512x784",
        "matrix-times-column/float32/8192x4096",
        "matrix-times-column/float16/8192x4096",
        "matrix-times-column/bfloat16/8192x4096",
        "row-times-matrix/float32/8192x4096",
        "row-times-matrix/float16/8192x4096",
        "row-times-matrix/bfloat16/8192x4096",
        "unscale-and-check/float32/16777216",
        "adam/float16/4194304",
        "adam-unfused/float16/4194304",
        "softmax/float32/4096x4096",
        "softmax/float16/4096x4096",
        "softmax-gradient/float32/4096x4096",
        "softmax-gradient/float16/4096x4096",
        "layer-norm/float32/4096x4096",
        "layer-norm/float16/4096x4096",
        "sum-of-rows/float32/4096x4096",
        "sum-of-rows/float16/4096x4096",
        "sum-of-columns/float32/4096x4096",
        "sum-of-columns/float16/4096x4096",
        "transpose/float32/4096x4096",
        "transpose/float16/4096x4096",
        "relu/float32/4096x4096",
        "relu/float16/4096x4096",
        "relu-gradient/float32/4096x4096",
        "relu-gradient/float16/4096x4096",
        "add/float32/4096x4096",
        "add/float16/4096x4096",
        "add-row/float32/4096x4096",
        "add-row/float16/4096x4096",
        "multiply-by-column/float32/4096x4096",
        "multiply-by-column/float16/4096x4096",
        "train-step/float32/256",
        "train-step/mixed_float16/256",
        "train-step/mixed_bfloat16/256"
    })
    private String task = "";

    private Work work = () -> {};

    @Setup
    public void prepare() {
        work = new Halfcaf().prepare(Task.parse(task)).orElseThrow();
    }

    @Benchmark
    public void run() {
        work.run();
    }
}
