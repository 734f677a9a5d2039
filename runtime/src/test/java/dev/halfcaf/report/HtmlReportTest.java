package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.train.StepResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    private static final String HOSTILE = "</title><script>alert(1)</script>\"'&\u0000\ud800\u202e";

    @TempDir
    private Path folder;

    @Test
    void aPageHasADrawingForAllThatIsKnown() throws Exception {
        Document page = parse(HtmlReport.page("A run", List.of(mixed(300))));

        assertThat(texts(page, "h2"))
                .containsExactly(
                        "Loss",
                        "Accuracy",
                        "Loss scale",
                        "Gradient norm",
                        "Learning rate",
                        "Step time",
                        "Gradients that are exactly 0",
                        "Skipped steps");
        assertThat(texts(page, "h1")).containsExactly("A run");
    }

    @Test
    void eachDrawingSaysInWordsWhatItShows() throws Exception {
        Document page = parse(HtmlReport.page("A run", List.of(mixed(300))));

        for (Element svg : elements(page, "svg")) {
            if (svg.getAttribute("class").equals("strip")) {
                // Its numbers stand beside it.
                assertThat(svg.getAttribute("aria-hidden")).isEqualTo("true");
            } else {
                String[] ids = svg.getAttribute("aria-labelledby").split(" ");
                assertThat(element(svg, "title").getAttribute("id")).isEqualTo(ids[0]);
                assertThat(element(svg, "desc").getAttribute("id")).isEqualTo(ids[1]);
            }
        }
        assertThat(texts(page, "desc"))
                .contains(
                        "mixed_float16: training loss from 1 at step 1 to 0.003333 at step 300, between 0.003333 and 1;"
                                + " validation loss from 0.02 at step 100 to 0.006667 at step 300, between 0.006667 and"
                                + " 0.02.",
                        "mixed_float16: loss scale from 32,768 at step 1 to 16,384 at step 300, between 16,384 and 32,768;"
                                + " 1 step skipped.");
    }

    @Test
    void theLossScaleIsAStaircaseAndSkippedStepsAreMarked() throws Exception {
        RunHistory history = Runs.history("mixed_float16");
        for (int step = 1; step <= 409; step++) {
            history.step(
                    1, step == 205 ? Runs.skipped(1, 1024, "hidden/kernel") : Runs.applied(1, step < 205 ? 1024 : 512));
        }
        Document page = parse(HtmlReport.page("A run", List.of(history)));
        Element figure = figure(page, "Loss scale");

        // Horizontal at 2^10 up to the step after the skipped one, down to 2^9, horizontal to the end: a unit for each
        // step.
        assertThat(elements(figure, "path").stream()
                        .filter(path -> path.getAttribute("class").startsWith("line"))
                        .map(path -> path.getAttribute("d")))
                .containsExactly("M52 74.7H257V135.3H460");
        Element cross = elements(figure, "path").stream()
                .filter(path -> path.getAttribute("class").startsWith("cross"))
                .findFirst()
                .orElseThrow();
        assertThat(cross.getTextContent()).isEqualTo("Step 205 skipped; first bad gradient: hidden/kernel");
        assertThat(cross.getAttribute("d")).startsWith("M256 74.7");
        assertThat(texts(figure, "text")).contains("2\u00b9\u2070", "2\u2079");
    }

    @Test
    void losesThatAreNoNumbersAreMarkedAndLeaveGaps() throws Exception {
        RunHistory history = Runs.history("float16");
        double[] losses = {2, 1, Double.NaN, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3};
        for (double loss : losses) {
            history.step(1, Runs.applied(loss));
        }
        Element figure = figure(parse(HtmlReport.page("A run", List.of(history))), "Loss");

        assertThat(elements(figure, "path").stream()
                        .filter(path -> path.getAttribute("class").startsWith("cross"))
                        .map(Element::getTextContent))
                .containsExactly("Step 3: loss NaN", "Step 5: loss \u221e", "Step 6: loss \u2212\u221e");
        String line = elements(figure, "path").stream()
                .filter(path -> path.getAttribute("class").startsWith("line"))
                .findFirst()
                .orElseThrow()
                .getAttribute("d");
        assertThat(line.chars().filter(c -> c == 'M')).hasSize(3);
        assertThat(line).doesNotContain("NaN", "Infinity");
    }

    @Test
    void runsWithoutOneNumberAreStillAPage() throws Exception {
        RunHistory history = Runs.history("float16");
        history.step(1, Runs.applied(Double.NaN));
        history.epoch(1, Map.of("loss", Double.NaN), Map.of("accuracy", Double.NaN, "loss", Double.POSITIVE_INFINITY));

        assertThat(texts(parse(HtmlReport.page("A run", List.of(history))), "h2"))
                .contains("Loss");
    }

    @Test
    void lossesOfAllSizes() throws Exception {
        for (double[] losses : new double[][] {
            {0},
            {0, 0},
            {-1, -1},
            {Double.MIN_VALUE, Double.MAX_VALUE},
            {-Double.MAX_VALUE, Double.MAX_VALUE},
            {1e-300, 1}
        }) {
            RunHistory history = Runs.history("run");
            for (double loss : losses) {
                history.step(1, Runs.applied(loss));
            }
            assertThat(HtmlReport.page("A run", List.of(history))).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void anEmptyRunOneStepAndNoRunAtAll() throws Exception {
        RunHistory one = Runs.history("run");
        one.step(1, Runs.applied(2));

        assertThat(texts(parse(HtmlReport.page("None", List.of())), "p")).containsExactly("There are no runs.");
        assertThat(texts(parse(HtmlReport.page("Empty", List.of(Runs.history("run")))), "p"))
                .contains("No steps were recorded.");
        // A dot: a line of no length, with round ends.
        assertThat(HtmlReport.page("One", List.of(one))).contains("d=\"M256 105h0\"");
    }

    @Test
    void severalRunsStandSideBySide() throws Exception {
        RunHistory plain = Runs.history("float32");
        for (int step = 1; step <= 200; step++) {
            plain.step(1, Runs.applied(1.0 / step));
        }
        Document page = parse(HtmlReport.page("Policies", List.of(mixed(300), plain)));

        assertThat(texts(figure(page, "Loss"), "text")).contains("A", "B");
        assertThat(element(figure(page, "Loss scale"), "figcaption").getTextContent())
                .contains("none: float32");
        assertThat(texts(page, "bdi")).contains("float32", "mixed_float16");
        assertThat(elements(page, "table")).hasSize(4);
    }

    @Test
    void hostileNamesAreText() throws Exception {
        RunHistory history = new RunHistory(HOSTILE, Map.of(HOSTILE, HOSTILE), () -> 0);
        history.onStep(StepRecord.of(1, 1, new StepResult(1, false, 2, 1, HOSTILE, HOSTILE))
                .withGradients(new GradientFigures(1, Map.of(HOSTILE, 0.5))));
        history.epoch(1, Map.of(HOSTILE, 1.0), Map.of(HOSTILE, 1.0));
        String html = HtmlReport.page(HOSTILE, List.of(history, history));

        assertThat(html).doesNotContain("<script", "\u0000", "\ud800", "\u202e");
        Document page = parse(html);
        assertThat(texts(page, "h1")).containsExactly(HOSTILE.replaceAll("[\u0000\ud800\u202e]", "\ufffd"));
    }

    @Test
    void itAsksForNothingElse() throws Exception {
        String html = HtmlReport.page("A run", List.of(mixed(50)));

        assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "<img", "url(", "@import", "src=");
    }

    @Test
    void theSameHistoriesGiveTheSameBytesEverywhere() {
        String page = HtmlReport.page("A run", List.of(mixed(300)));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(HtmlReport.page("A run", List.of(mixed(300)))).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void manyStepsMakeNoLargePage() {
        assertThat(HtmlReport.page("A run", List.of(mixed(3_000))).length()).isLessThan(150_000);
        assertThat(HtmlReport.page("A run", List.of(mixed(60_000))).length()).isLessThan(250_000);
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("new/run.html");
        HtmlReport.write(file, "First", List.of());
        HtmlReport.write(file, "Second", List.of());

        assertThat(Files.readString(file)).contains("<h1>Second</h1>").endsWith("</html>\n");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Three epochs, one skipped step, and all that can be known of a run. */
    private static RunHistory mixed(int steps) {
        RunHistory history = Runs.history("mixed_float16");
        for (int step = 1; step <= steps; step++) {
            int epoch = (3 * step - 1) / steps + 1;
            boolean skipped = step == steps / 2;
            Map<String, Double> zeros = new LinkedHashMap<>();
            zeros.put("hidden", step % 7 / 10.0);
            zeros.put("logits", 0.0);
            StepResult result = skipped
                    ? Runs.skipped(1.0 / step, 32768, "hidden/kernel")
                    : Runs.applied(1.0 / step, step < steps / 2 ? 32768 : 16384);
            history.onStep(history.next(epoch, result)
                    .withLearningRate(0.1 / epoch)
                    .withExamples(32)
                    .withGradients(new GradientFigures(skipped ? Double.NaN : step % 5 + 1, zeros)));
            if (step % (steps / 3) == 0) {
                history.epoch(
                        epoch, Map.of("loss", 1.0 / step), Map.of("loss", 2.0 / step, "accuracy", 1 - 1.0 / step));
            }
        }
        return history;
    }

    // ---- reading a page

    /** Pages are well-formed XML, too. */
    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static Element figure(Document page, String title) {
        return elements(page, "figure").stream()
                .filter(figure -> element(figure, "h2").getTextContent().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Element element(Element in, String tag) {
        return (Element) in.getElementsByTagName(tag).item(0);
    }

    private static List<String> texts(Document page, String tag) {
        return texts(page.getDocumentElement(), tag);
    }

    private static List<String> texts(Element in, String tag) {
        return elements(in, tag).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document page, String tag) {
        return elements(page.getDocumentElement(), tag);
    }

    private static List<Element> elements(Element in, String tag) {
        NodeList nodes = in.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
