package dev.halfcaf.processor.plan;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values as JSON: maps, lists, strings, whole numbers and booleans. */
final class Json {
    /** Below this length, a list of plain values stands in one line. */
    private static final int SHORT = 100;

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** The text of a value, with a line break at its end. */
    static String text(Object value) {
        Json json = new Json();
        json.write(value, 0);
        return json.out.append('\n').toString();
    }

    /** A string in quotes. */
    static String quoted(String text) {
        Json json = new Json();
        json.string(text);
        return json.out.toString();
    }

    private void write(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else if (value instanceof String text) {
            string(text);
        } else {
            out.append(value);
        }
    }

    private void object(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            line(depth + 1);
            string((String) entry.getKey());
            out.append(": ");
            write(entry.getValue(), depth + 1);
            out.append(entries.hasNext() ? "," : "");
        }
        line(depth);
        out.append('}');
    }

    private void list(List<?> list, int depth) {
        boolean flat = list.stream().noneMatch(one -> one instanceof Map || one instanceof List)
                && list.stream().mapToInt(one -> one.toString().length() + 4).sum() < SHORT;
        out.append('[');
        for (Iterator<?> values = list.iterator(); values.hasNext(); ) {
            if (!flat) {
                line(depth + 1);
            }
            write(values.next(), depth + 1);
            out.append(values.hasNext() ? flat ? ", " : "," : "");
        }
        if (!flat) {
            line(depth);
        }
        out.append(']');
    }

    private void line(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // Lone surrogates would not survive being written as UTF-8.
                    if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
