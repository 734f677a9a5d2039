package dev.halfcaf.processor.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A drawing as SVG, to stand in the page: colours and fonts are the page's. */
final class Svg {
    private static final double MARGIN = 8;
    private static final double CORNER = 5;

    private final StringBuilder out = new StringBuilder();

    private Svg() {}

    /**
     * Writes a drawing.
     *
     * @param name what it is called by those who cannot see it
     */
    static String write(Drawing drawing, String name) {
        Svg svg = new Svg();
        double loops =
                16 * drawing.edges().stream().filter(edge -> edge.line().back).count();
        double width = drawing.width() + 2 * MARGIN + loops;
        double height = drawing.height() + 2 * MARGIN;
        svg.out
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\">\n<title>")
                .append(Html.escaped(name))
                .append("</title>\n");
        svg.draw(drawing, MARGIN, MARGIN);
        svg.out.append("</svg>\n");
        return svg.out.toString();
    }

    private void draw(Drawing drawing, double x, double y) {
        int loops = 0;
        // Frames first, so that edges are drawn over them, and edges before what they connect.
        for (Drawing.Shape shape : drawing.shapes()) {
            if (shape.inside() != null) {
                frame(shape, x, y);
            }
        }
        for (Drawing.Edge edge : drawing.edges()) {
            if (edge.line().back) {
                loops++;
                back(edge, drawing.width() + 16.0 * loops - 6, x, y);
            } else {
                edge(edge, x, y);
            }
        }
        for (Drawing.Shape shape : drawing.shapes()) {
            if (shape.inside() == null) {
                shape(shape, x, y);
            } else {
                text("l", x + shape.box().x + Drawing.PADDING, y + shape.box().y + 16, shape.label());
                out.append('\n');
            }
        }
    }

    private void frame(Drawing.Shape shape, double x, double y) {
        double left = x + shape.box().x;
        double top = y + shape.box().y;
        open("frame", shape);
        rect(left, top, shape.box().width, shape.box().height, CORNER);
        out.append("</g>\n");
        Drawing inside = shape.inside();
        if (inside != null) {
            draw(inside, left + insideX(shape, inside), top + Drawing.TITLE + Drawing.PADDING);
        }
    }

    /** What is narrower than its title stands in the middle. */
    private static double insideX(Drawing.Shape shape, Drawing inside) {
        return (shape.box().width - inside.width()) / 2;
    }

    private void shape(Drawing.Shape shape, double x, double y) {
        Layout.Box box = shape.box();
        double left = x + box.x;
        double top = y + box.y;
        boolean round = !shape.kind().equals("op") && !shape.kind().equals("variable");
        open(shape.kind(), shape);
        rect(left, top, box.width, box.height, round ? box.height / 2 : CORNER);
        double middle = left + box.width / 2;
        if (shape.dtype().isEmpty()) {
            text("c", middle, top + box.height / 2 + 4, shape.label());
        } else {
            text("c l", middle, top + 15, shape.label());
            text("c", middle, top + 29, shape.dtype());
        }
        out.append("</g>\n");
    }

    private void open(String kind, Drawing.Shape shape) {
        out.append("<g class=\"n ")
                .append(kind)
                .append(' ')
                .append(Palette.of(shape.colour()).style())
                .append("\"><title>")
                .append(Html.escaped(shape.title()))
                .append("</title>");
    }

    private void rect(double x, double y, double width, double height, double corner) {
        out.append("<rect x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" rx=\"")
                .append(number(corner))
                .append("\"/>");
    }

    private void text(String style, double x, double y, String text) {
        out.append("<text class=\"")
                .append(style)
                .append("\" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\">")
                .append(Html.escaped(text))
                .append("</text>");
    }

    // ---- edges

    private record Point(double x, double y) {}

    /** Where an edge leaves: a frame from what the layer in it returns. */
    private static Point start(Drawing.Shape from, double x, double y) {
        Drawing inside = from.inside();
        Drawing.@Nullable Shape output = inside == null ? null : inside.output();
        return inside == null || output == null
                ? new Point(x + from.box().center(), y + from.box().y + from.box().height)
                : start(output, x + from.box().x + insideX(from, inside), insideY(from, y));
    }

    /** Where an edge arrives: in a frame at the parameter that it is passed for. */
    private static Point end(Drawing.Shape to, int into, double x, double y) {
        Drawing inside = to.inside();
        Drawing.@Nullable Shape input = inside == null ? null : inside.input(into);
        return inside == null || input == null
                ? new Point(x + to.box().center(), y + to.box().y)
                : end(input, Node.NONE, x + to.box().x + insideX(to, inside), insideY(to, y));
    }

    private static double insideY(Drawing.Shape shape, double y) {
        return y + shape.box().y + Drawing.TITLE + Drawing.PADDING;
    }

    private void edge(Drawing.Edge edge, double x, double y) {
        Point at = start(edge.from(), x, y);
        Point end = end(edge.to(), edge.into(), x, y);
        out.append("<path class=\"e\" d=\"M").append(number(at.x())).append(' ').append(number(at.y()));
        at = straight(new Point(at.x(), y + edge.from().box().bottom));
        for (Layout.Box bend : edge.line().bends) {
            curve(at, new Point(x + bend.center(), y + bend.y));
            at = straight(new Point(x + bend.center(), y + bend.bottom));
        }
        curve(at, new Point(end.x(), y + edge.to().box().y));
        straight(end);
        out.append("\"/>");
        arrow(end);
    }

    private Point straight(Point to) {
        out.append('L');
        numbers(to.x(), to.y());
        return to;
    }

    private void curve(Point from, Point to) {
        double middle = (from.y() + to.y()) / 2;
        out.append('C');
        numbers(from.x(), middle, to.x(), middle, to.x(), to.y());
    }

    /** Up again, around the outside. */
    private void back(Drawing.Edge edge, double lane, double x, double y) {
        Point from = start(edge.from(), x, y);
        Point to = end(edge.to(), edge.into(), x, y);
        double right = x + lane;
        out.append("<path class=\"e back\" d=\"M");
        numbers(from.x(), from.y());
        out.append('C');
        numbers(from.x(), from.y() + 14, right, from.y() + 14, right, from.y() - 6);
        out.append('L');
        numbers(right, to.y() + 6);
        out.append('C');
        numbers(right, to.y() - 16, to.x(), to.y() - 16, to.x(), to.y());
        out.append("\"/>");
        arrow(to);
    }

    private void arrow(Point end) {
        out.append("<path class=\"a\" d=\"M");
        numbers(end.x(), end.y());
        out.append("l-3.5 -6h7z\"/>\n");
    }

    private void numbers(double... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            out.append(i == 0 ? "" : " ").append(number(numbers[i]));
        }
    }

    /** With one digit behind the point: the same on every machine. */
    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
