package dev.halfcaf.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page: whole by itself, well-formed, legible, and with what the plan says. */
final class PlanPageTest {
    private static final Path NETS = Path.of("src", "test", "resources", "plan", "Nets.java");
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private String page(Path... sources) {
        PlanBuild build = new PlanBuild(folder);
        assertThat(build.compile(sources).succeeded()).isTrue();
        return build.page();
    }

    private static List<Document> drawings(String page) throws Exception {
        List<Document> drawings = new ArrayList<>();
        Matcher matcher = SVG.matcher(page);
        while (matcher.find()) {
            drawings.add(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(matcher.group()))));
        }
        return drawings;
    }

    private static List<String> texts(Document drawing, String element) {
        List<String> texts = new ArrayList<>();
        NodeList found = drawing.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void needsNothingElse() {
        assertThat(page(NETS).replace("http://www.w3.org/2000/svg", ""))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .doesNotContain("http:", "https:", "src=", "@import", "url(", "fetch(", "<link");
    }

    @Test
    void drawsLayersInsideOfLayersAndTheCastsBetween() throws Exception {
        Document model = drawings(page(NETS)).get(0);
        assertThat(texts(model, "text"))
                .contains("blocks/0..3: Nets.Block, 4 times, mixed_float16")
                .contains("query: Nets.Dense, mixed_float16", "norm: Nets.Norm, float32")
                .contains("heads: 2 layers")
                .contains("float32 \u2192 float16", "float16 \u2192 bfloat16", "float16 \u2192 float32")
                .contains("pixels", "softmax", "Tensor.randomNormal", "Losses.softmaxCrossEntropy");
        assertThat(texts(model, "title"))
                .contains("Data flow of com.acme.Nets.Classifier")
                .contains("matmul(x, kernel): float16\ncom.acme.Nets.Dense:22");
    }

    @Test
    void aBareModelIsShownUnderEachPolicy() throws Exception {
        Path sample = Path.of("..", "sample-app", "src", "main", "java", "dev", "halfcaf", "sample", "model");
        String page = page(sample.resolve("Dense.java"), sample.resolve("ImageClassifier.java"));
        assertThat(page).contains(">any policy</label>", ">mixed_float16</label>", ">float32</label>");
        List<Document> drawings = drawings(page);
        assertThat(texts(drawings.get(0), "text")).contains("variable dtype \u2192 compute dtype");
        assertThat(texts(drawings.get(1), "text"))
                .contains("float32 \u2192 float16")
                .doesNotContain("compute dtype");
        assertThat(texts(drawings.get(5), "text")).noneMatch(text -> text.contains("\u2192"));
    }

    @Test
    void textOfUsersIsEscaped() throws Exception {
        Path odd = new PlanBuild(folder).source("""
                package com.acme;

                import dev.halfcaf.*;
                import java.util.*;

                @DtypePolicy
                abstract class Odd<T extends Comparable<T>> extends Model {
                    final Map<String, Layer> layers = Map.of("<b>\\"quoted\\" & 'more'\\\\\\n</b>", new CastingInner());

                    public Tensor forward(Tensor x) {
                        return Optional.<Tensor>of(x).map(t -> t.mul('<')).orElse(x);
                    }

                    public Tensor loss(Tensor y) {
                        return y.mean();
                    }
                }

                @DtypePolicy
                abstract class Inner extends Layer {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """);
        PlanBuild build = new PlanBuild(folder);
        assertThat(build.compile(odd).messages()).isEmpty();
        assertThat(build.page())
                .doesNotContain("<b>", "'<'")
                .contains("layers/&lt;b&gt;&quot;quoted&quot; &amp; &#39;more&#39;");
        assertThat(drawings(build.page())).isNotEmpty();
        assertThat(build.json()).contains("layers/<b>\\\"quoted\\\" & 'more'\\\\\\n</b>");
        assertThat(build.text().lines())
                .contains("com.acme.Odd layers/<b>\"quoted\" & 'more'\\ </b>: com.acme.Inner")
                .contains("  forward: mul(t, '<'): compute dtype");
    }

    /** Legible, and of a size that a browser shows at once. */
    @Test
    void threeHundredLayers() throws Exception {
        StringBuilder fields = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String policy = i % 50 == 49 ? "Policy.of(\"float32\")" : "";
            fields.append("    final Inner layer")
                    .append(i)
                    .append(" = new CastingInner(")
                    .append(policy)
                    .append(");\n");
            calls.append("        h = layer").append(i).append(".forward(h).relu();\n");
        }
        Path deep = new PlanBuild(folder).source("""
                package com.acme;

                import dev.halfcaf.*;

                @DtypePolicy("mixed_float16")
                abstract class Deep extends Model {
                %s
                    public Tensor forward(Tensor x) {
                        Tensor h = x;
                %s
                        return h.cast(x.dtype());
                    }

                    public Tensor loss(Tensor y) {
                        return y.mean();
                    }
                }

                @DtypePolicy
                abstract class Inner extends Layer {
                    final Variable gain = Variable.of("gain", Shape.of(1), Initializer.ones());

                    public Tensor forward(Tensor x) {
                        return x.mul(gain);
                    }
                }
                """.formatted(fields, calls));
        String page = page(deep);
        assertThat(page.length()).isLessThan(1_500_000);
        Document drawing = drawings(page).get(0);
        assertThat(texts(drawing, "text"))
                .contains("layer0: Inner", "layer299: Inner", "float16 \u2192 float32")
                .hasSizeGreaterThan(1200);
        assertThat(page.split("<tr>", -1)).hasSizeGreaterThan(301);
    }

    /** WCAG 2.1, success criterion 1.4.3: at least 4.5 to 1. */
    @ParameterizedTest
    @EnumSource
    void coloursHaveContrast(Palette colour) {
        assertThat(contrast(colour.light(), Palette.DARK_INK)).isGreaterThan(4.5);
        assertThat(contrast(colour.dark(), Palette.LIGHT_INK)).isGreaterThan(4.5);
    }

    @Test
    void textBesideTheDrawingHasContrast() {
        String css = page(NETS).replaceFirst("(?s).*?<style>(.*?)</style>.*", "$1");
        int night = css.indexOf("@media (prefers-color-scheme: dark)");
        for (String theme : new String[] {css.substring(0, night), css.substring(night)}) {
            for (String ink : List.of("ink", "faint")) {
                assertThat(contrast(value(theme, ink), value(theme, "paper"))).isGreaterThan(4.5);
                assertThat(contrast(value(theme, ink), value(theme, "soft"))).isGreaterThan(4.5);
            }
        }
        assertThat(css).contains("--ink: " + Palette.DARK_INK).contains("--ink: " + Palette.LIGHT_INK);
    }

    private static String value(String css, String name) {
        Matcher matcher = Pattern.compile("--" + name + ": (#\\w{6})").matcher(css);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static double contrast(String a, String b) {
        double x = luminance(a);
        double y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    /** WCAG 2.1, relative luminance. */
    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double share = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
