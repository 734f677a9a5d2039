package dev.halfcaf.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where it was measured.
 *
 * @param cpu the model
 * @param processors as many as the JVM sees
 * @param flags those instruction sets of the CPU that matter here
 * @param system the operating system
 * @param jdk the JVM with its version
 */
record Machine(String cpu, int processors, List<String> flags, String system, String jdk) {
    private static final List<String> THAT_MATTER = List.of(
            "avx",
            "avx2",
            "fma",
            "f16c",
            "avx512f",
            "avx512vl",
            "avx512_bf16",
            "avx512_fp16",
            "avx_vnni",
            "amx_bf16",
            "amx_fp16",
            "asimd",
            "asimdhp",
            "bf16",
            "sve");

    static Machine current() {
        List<String> lines = List.of();
        try {
            lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
        } catch (IOException e) {
            // Not Linux: then the architecture has to do.
        }
        List<String> flags = Arrays.asList((value(lines, "flags") + " " + value(lines, "Features")).split(" "));
        String model = value(lines, "model name");
        return new Machine(
                model.isEmpty() ? System.getProperty("os.arch") : model,
                Runtime.getRuntime().availableProcessors(),
                THAT_MATTER.stream().filter(flags::contains).toList(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
