package dev.halfcaf.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One drawing over the steps of some runs, as SVG. Colours and strokes are those of the page's style sheet. */
final class Chart {
    /** The widest drawing that is still read on a phone. */
    private static final int WIDTH = 480;

    private static final int HEIGHT = 230;
    private static final int LEFT = 52;
    private static final int RIGHT = 20;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;

    /** A column for each unit of the drawing's width. */
    static final int COLUMNS = WIDTH - LEFT - RIGHT;

    private static final int LETTER_HEIGHT = 12;
    private static final int LETTER_WIDTH = 16;
    private static final int LETTER_GAP = 5;

    private final Axis steps;
    private final Axis values;
    private final StringBuilder content = new StringBuilder();
    private final List<Letter> letters = new ArrayList<>();

    private record Letter(double x, double y, int run) {}

    Chart(Axis steps, Axis values) {
        this.steps = steps;
        this.values = values;
    }

    private double x(double step) {
        return LEFT + steps.place(step) * COLUMNS;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - values.place(value) * (HEIGHT - TOP - BOTTOM);
    }

    /** A line through the points, with gaps where they are not finite; a single point is a dot. */
    void line(String style, List<Point> points) {
        StringBuilder path = new StringBuilder();
        List<Point> thinned = Thinning.toColumns(points, steps, COLUMNS);
        for (int i = 0; i < thinned.size(); i++) {
            Point point = thinned.get(i);
            if (point.isFinite()) {
                boolean begins = i == 0 || !thinned.get(i - 1).isFinite();
                boolean ends = i == thinned.size() - 1 || !thinned.get(i + 1).isFinite();
                path.append(begins ? 'M' : 'L').append(place(point));
                // A line of no length with round ends is a dot.
                path.append(begins && ends ? "h0" : "");
            }
        }
        path(style, path);
    }

    /** A level from each point to the next, the last one up to a step. */
    void stairs(String style, List<Point> points, long until) {
        StringBuilder path = new StringBuilder();
        for (Point point : Thinning.toColumns(points, steps, COLUMNS)) {
            if (path.length() == 0) {
                path.append('M').append(place(point));
            } else {
                path.append('H')
                        .append(Numbers.place(x(point.step())))
                        .append('V')
                        .append(Numbers.place(y(point.value())));
            }
        }
        if (path.length() > 0) {
            path.append('H').append(Numbers.place(x(until)));
        }
        path(style, path);
    }

    private void path(String style, CharSequence path) {
        if (path.length() > 0) {
            content.append("<path class=\"")
                    .append(style)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>\n");
        }
    }

    private String place(Point point) {
        return Numbers.place(x(point.step())) + " " + Numbers.place(y(point.value()));
    }

    /** A dot for each finite point, which tells its value to who points at it. */
    void dots(String style, List<Point> points, String what) {
        for (Point point : points) {
            if (point.isFinite()) {
                content.append("<circle class=\"")
                        .append(style)
                        .append("\" cx=\"")
                        .append(Numbers.place(x(point.step())))
                        .append("\" cy=\"")
                        .append(Numbers.place(y(point.value())))
                        .append("\" r=\"2.5\"><title>")
                        .append(Html.escaped(what + " at step " + Numbers.count((long) point.step()) + ": "
                                + Numbers.text(point.value())))
                        .append("</title></circle>\n");
            }
        }
    }

    /** A cross on a value, or at the upper edge where the value is not finite. */
    void cross(String style, Point at, String title) {
        String x = Numbers.place(x(at.step()));
        String y = Numbers.place(at.isFinite() ? y(at.value()) : TOP);
        content.append("<path class=\"cross ")
                .append(style)
                .append("\" d=\"M")
                .append(x)
                .append(' ')
                .append(y)
                .append("m-3-3l6 6m0-6l-6 6\"><title>")
                .append(Html.escaped(title))
                .append("</title></path>\n");
    }

    /** The letter of a run at the end of its line. */
    void letter(int run, Point last) {
        letters.add(new Letter(x(last.step()) + LETTER_GAP, y(last.value()), run));
    }

    /**
     * The drawing.
     *
     * @param number that of this drawing on the page
     * @param description what it shows, in words
     */
    String svg(int number, String title, String description) {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-labelledby=\"t")
                .append(number)
                .append(" d")
                .append(number)
                .append("\">\n<title id=\"t")
                .append(number)
                .append("\">")
                .append(Html.escaped(title))
                .append("</title>\n<desc id=\"d")
                .append(number)
                .append("\">")
                .append(Html.escaped(description))
                .append("</desc>\n");
        for (Axis.Tick tick : values.ticks()) {
            String y = Numbers.place(y(tick.value()));
            svg.append("<path class=\"grid\" d=\"M" + LEFT + " ")
                    .append(y)
                    .append("h" + COLUMNS + "\"/><text class=\"left\" x=\"" + (LEFT - 6) + "\" y=\"")
                    .append(y)
                    .append("\" dy=\".35em\">")
                    .append(Html.escaped(tick.label()))
                    .append("</text>\n");
        }
        for (Axis.Tick tick : steps.ticks()) {
            svg.append("<text class=\"below\" x=\"")
                    .append(Numbers.place(x(tick.value())))
                    .append("\" y=\"" + (HEIGHT - BOTTOM + 16) + "\">")
                    .append(Html.escaped(tick.label()))
                    .append("</text>\n");
        }
        svg.append("<path class=\"edge\" d=\"M" + LEFT + " " + TOP + "V" + (HEIGHT - BOTTOM) + "h" + COLUMNS + "\"/>\n")
                .append("<text class=\"below\" x=\"" + (LEFT + COLUMNS / 2) + "\" y=\"" + (HEIGHT - 4)
                        + "\">step</text>\n")
                .append(content);
        addLetters(svg);
        return svg.append("</svg>\n").toString();
    }

    /** From the top down, none over another. */
    private void addLetters(StringBuilder svg) {
        letters.sort(Comparator.comparingDouble(Letter::y));
        double lowest = HEIGHT - BOTTOM - (letters.size() - 1) * LETTER_HEIGHT;
        List<Letter> placed = new ArrayList<>();
        for (Letter letter : letters) {
            double y = Math.min(letter.y(), lowest);
            for (Letter above : placed) {
                if (Math.abs(above.x() - letter.x()) < LETTER_WIDTH) {
                    y = Math.max(y, above.y() + LETTER_HEIGHT);
                }
            }
            placed.add(new Letter(letter.x(), y, letter.run()));
            lowest += LETTER_HEIGHT;
            svg.append("<text class=\"letter r")
                    .append(Run.colour(letter.run()))
                    .append("\" x=\"")
                    .append(Numbers.place(letter.x()))
                    .append("\" y=\"")
                    .append(Numbers.place(y))
                    .append("\" dy=\".35em\">")
                    .append(Run.letter(letter.run()))
                    .append("</text>\n");
        }
    }
}
