package dev.halfcaf.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that know nothing of layers: JSON, differences, places of boxes. */
final class PlanPartsTest {
    // ---- JSON

    @Test
    void jsonComesBackAsItWas() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "\"quoted\" \\ \n\t\r \u0000\u001f é → 😀 \u2028 </script>");
        map.put("number", -12);
        map.put("flags", List.of(true, false));
        map.put("empty", List.of(Map.of(), List.of(), ""));
        String text = Json.text(map);
        assertThat(JsonReader.read(text)).isEqualTo(map);
        assertThat(Json.text(JsonReader.read(text))).isEqualTo(text);
    }

    @Test
    void aLoneSurrogateSurvives() {
        assertThat(JsonReader.read(Json.text("\ud800"))).isEqualTo("\ud800");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]x",
                "{\"a\" 1}",
                "{\"a\":1,\"a\":2}",
                "\"open",
                "\"\\x\"",
                "\"\\u12\"",
                "tru",
                "null",
                "1.5",
                "--1",
                "99999999999",
                "1 2",
                "{1:2}",
                "[1 2]"
            })
    void whatIsNoJsonOfOursIsNotRead(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deepNestingDoesNotEndInAnOverflow() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- differences

    @Test
    void equalTextsDoNotDiffer() {
        assertThat(Difference.of("a\nb\n", "a\r\nb\r\n")).isEmpty();
    }

    @Test
    void linesStandBelowTheirHeaders() {
        assertThat(Difference.of(
                        "A\n  one\n  two\n\nB\n  three\n", "A\n  one\n  2\n\nB\n  three\n  four\n\nC\n  five\n"))
                .containsExactly("  A", "-   two", "+   2", "  B", "+   four", "+ C", "+   five");
    }

    @Test
    void aLongDifferenceIsCounted() {
        StringBuilder text = new StringBuilder("A\n");
        for (int i = 0; i < 100; i++) {
            text.append("  line ").append(i).append('\n');
        }
        List<String> lines = Difference.of("A\n", text.toString());
        assertThat(lines).hasSize(41).startsWith("  A", "+   line 0").endsWith("  and 61 more lines");
    }

    @Test
    void hugeTextsAreComparedToo() {
        StringBuilder before = new StringBuilder("H\n");
        StringBuilder after = new StringBuilder("H\n");
        for (int i = 0; i < 10_000; i++) {
            before.append("  ").append(i).append(" a\n");
            after.append("  ").append(i).append(i == 5000 ? " b\n" : " a\n");
        }
        before.insert(2, "  first\n").append("  last\n");
        assertThat(Difference.of(before.toString(), after.toString()))
                .containsExactlyInAnyOrder("  H", "-   first", "-   5000 a", "-   last", "+   5000 b");
    }

    // ---- layout

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void boxesDoNotOverlapAndEdgesLeadDown(int seed) {
        Random random = new Random(seed);
        List<Layout.Box> boxes = new ArrayList<>();
        List<Layout.Edge> edges = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Layout.Box box = new Layout.Box(20 + random.nextInt(100), 10 + random.nextInt(200), i % 5 == 0);
            for (int j = 0; j < Math.min(boxes.size(), random.nextInt(4)); j++) {
                edges.add(new Layout.Edge(boxes.get(random.nextInt(boxes.size())), box));
            }
            boxes.add(box);
        }
        for (int i = 0; i < 4; i++) {
            edges.add(new Layout.Edge(boxes.get(40 + random.nextInt(20)), boxes.get(random.nextInt(20))));
        }
        Layout layout = Layout.of(boxes, edges);
        for (Layout.Box one : boxes) {
            assertThat(one.x).isBetween(-0.001, layout.width() - one.width + 0.001);
            assertThat(one.y).isBetween(-0.001, layout.height() - one.height + 0.001);
            for (Layout.Box other : boxes) {
                if (one != other) {
                    boolean apart = one.x + one.width <= other.x
                            || other.x + other.width <= one.x
                            || one.y + one.height <= other.y
                            || other.y + other.height <= one.y;
                    assertThat(apart).isTrue();
                }
            }
        }
        for (Layout.Edge edge : edges) {
            if (!edge.back) {
                assertThat(edge.to.y).isGreaterThanOrEqualTo(edge.from.bottom);
            }
        }
        assertThat(edges.stream().filter(edge -> edge.back).count()).isLessThanOrEqualTo(4);
    }

    @Test
    void aLoopHasAPlaceToo() {
        Layout.Box a = new Layout.Box(10, 10, false);
        Layout.Box b = new Layout.Box(10, 10, false);
        Layout.Edge down = new Layout.Edge(a, b);
        Layout.Edge up = new Layout.Edge(b, a);
        Layout.Edge self = new Layout.Edge(b, b);
        Layout.of(List.of(a, b), List.of(down, up, self));
        assertThat(down.back).isFalse();
        assertThat(up.back).isTrue();
        assertThat(self.back).isTrue();
        assertThat(b.y).isGreaterThan(a.y);
    }

    @Test
    void aLongChainIsNoRecursion() {
        List<Layout.Box> boxes = new ArrayList<>();
        List<Layout.Edge> edges = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            boxes.add(new Layout.Box(10, 10, false));
            if (i > 0) {
                edges.add(new Layout.Edge(boxes.get(i - 1), boxes.get(i)));
            }
        }
        assertThat(Layout.of(boxes, edges).height()).isGreaterThan(200_000);
    }
}
