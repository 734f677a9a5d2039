package dev.halfcaf.processor.plan;

import dev.halfcaf.Dtype;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The colours of dtypes: a light fill for dark text, a dark one for light text. Each dtype is written where its colour is, too:
 * nobody has to tell them apart by colour.
 */
enum Palette {
    FLOAT16("float16", "#ffd8a8", "#7a3e00", "#d9730d"),
    BFLOAT16("bfloat16", "#e9d5ff", "#5b2a8c", "#9b59d0"),
    FLOAT32("float32", "#cfe8ff", "#0b4a7f", "#2b7fc3"),
    FLOAT64("float64", "#c9f2ea", "#07544a", "#12947f"),
    INTEGER("integers", "#dcf2c4", "#35540f", "#6b9a2b"),
    BOOL("bool", "#f3e2c7", "#5a4319", "#a5813c"),
    COMPUTE("compute dtype", "#fff0b3", "#635000", "#b59a13"),
    VARIABLE("variable dtype", "#dfe5f5", "#34456f", "#7488bd"),
    OTHER("not known", "#e8e8e8", "#4a4a4a", "#8c8c8c");

    /** Text on a light fill, and on a dark one. */
    static final String DARK_INK = "#1c1c1c";

    static final String LIGHT_INK = "#f5f5f5";

    private final String text;
    private final String light;
    private final String dark;
    private final String line;

    Palette(String text, String light, String dark, String line) {
        this.text = text;
        this.light = light;
        this.dark = dark;
        this.line = line;
    }

    /** The colour of a dtype, by its name. */
    static Palette of(String name) {
        Dtype dtype = PlanDtype.parse(name);
        if (dtype == null) {
            return name.startsWith(PlanDtype.COMPUTE)
                    ? COMPUTE
                    : name.startsWith(PlanDtype.VARIABLE) ? VARIABLE : firstOf(name);
        }
        return ofDtype(dtype);
    }

    /** A dtype with exceptions has the colour of what it mostly is. */
    private static Palette firstOf(String name) {
        int end = name.indexOf(" (");
        @Nullable Dtype dtype = end < 0 ? null : PlanDtype.parse(name.substring(0, end));
        return dtype == null ? OTHER : ofDtype(dtype);
    }

    private static Palette ofDtype(Dtype dtype) {
        return switch (dtype) {
            case FLOAT16 -> FLOAT16;
            case BFLOAT16 -> BFLOAT16;
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
            case INT32, INT64 -> INTEGER;
            case BOOL -> BOOL;
        };
    }

    /** The name of the class in style sheets. */
    String style() {
        return "d-" + name().toLowerCase(Locale.ROOT);
    }

    /** In the legend. */
    String text() {
        return text;
    }

    String light() {
        return light;
    }

    String dark() {
        return dark;
    }

    /** The rules of a style sheet, light and dark. */
    static String css() {
        List<String> rules = new ArrayList<>();
        List<String> atNight = new ArrayList<>();
        for (Palette one : values()) {
            rules.add("." + one.style() + "{--fill:" + one.light + ";--line:" + one.line + "}");
            atNight.add("." + one.style() + "{--fill:" + one.dark + ";--line:" + one.line + "}");
        }
        return String.join("\n", rules) + "\n@media (prefers-color-scheme: dark) {\n" + String.join("\n", atNight)
                + "\n}\n";
    }
}
