package dev.halfcaf.report;

/** Text in HTML and in the SVG within it. */
final class Html {
    private static final char REPLACEMENT = '\uFFFD';

    private Html() {}

    /**
     * The text as it stands between tags, and in the quotes of an attribute. What XML cannot hold, control characters and
     * halves of pairs, is replaced; so are characters that turn the direction of what follows.
     */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isPlain(c) ? c : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069);
        };
    }
}
