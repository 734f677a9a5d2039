package dev.halfcaf.processor.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Right programs get no message; wrong ones get what stands in their comments, and nothing else. */
class FlowCorpusTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> rightPrograms() throws IOException {
        return tests("right");
    }

    @TestFactory
    Stream<DynamicTest> wrongPrograms() throws IOException {
        return tests("wrong");
    }

    /** One compilation for all samples with the same options; then a test for each sample and policy. */
    private Stream<DynamicTest> tests(String directory) throws IOException {
        Path library = Samples.library(folder);
        Map<String, Map<String, Sample>> batches = new LinkedHashMap<>();
        for (Sample sample : Samples.in(directory)) {
            if (sample.java() > Runtime.version().feature()) {
                continue;
            }
            for (String policy : sample.policies()) {
                batches.computeIfAbsent(policy + sample.options(), key -> new TreeMap<>())
                        .put(policy + "/" + sample.name(), sample);
            }
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<String, Sample> batch : batches.values()) {
            Map<String, String> texts = new TreeMap<>();
            batch.forEach((name, sample) -> texts.put(name, sample.under(name.substring(0, name.indexOf('/')))));
            SampleCompiler compiler = new SampleCompiler(Files.createTempDirectory(folder, "classes"), library)
                    .checking(batch.values().iterator().next().options());
            Map<String, List<Sample.Message>> messages = compiler.compile(texts);
            tests.add(dynamicTest(
                    directory + ": messages without a file",
                    () -> assertThat(messages.getOrDefault("", List.of())).isEmpty()));
            batch.forEach((name, sample) -> tests.add(dynamicTest(
                    directory + "/" + name,
                    () -> compare(
                            sample, name.substring(0, name.indexOf('/')), messages.getOrDefault(name, List.of())))));
        }
        return tests.stream();
    }

    private static void compare(Sample sample, String policy, List<Sample.Message> printed) {
        List<Sample.Message> missing = new ArrayList<>(sample.messages(policy));
        List<Sample.Message> extra = new ArrayList<>();
        for (Sample.Message message : printed) {
            if (!missing.removeIf(expected -> expected.matches(message))) {
                extra.add(message);
            }
        }
        if (!missing.isEmpty() || !extra.isEmpty()) {
            fail(sample.file() + "\nexpected, and not printed:\n" + text(missing) + "\nprinted, and not expected:\n"
                    + text(extra));
        }
    }

    private static String text(List<Sample.Message> messages) {
        return messages.stream().map(Sample.Message::asComment).collect(Collectors.joining("\n"));
    }
}
