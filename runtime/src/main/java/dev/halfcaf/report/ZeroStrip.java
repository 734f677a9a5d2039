package dev.halfcaf.report;

import java.util.List;

/** The shares of zeros in one layer's gradients as a strip: the stronger the colour, the more zeros. */
final class ZeroStrip {
    private static final int COLUMNS = 120;
    private static final int HEIGHT = 14;

    /** As many shades as can be told apart. */
    private static final int SHADES = 20;

    private ZeroStrip() {}

    /** Each column has the greatest share in it, up to the next step that was measured. */
    static void write(List<Point> shares, Axis steps, StringBuilder out) {
        out.append("<svg class=\"strip\" viewBox=\"0 0 " + COLUMNS + " " + HEIGHT
                + "\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        int start = 0;
        double from = 0;
        long shade = -1;
        while (start < shares.size()) {
            long column = Thinning.column(shares.get(start), steps, COLUMNS);
            double greatest = 0;
            int end = start;
            while (end < shares.size() && Thinning.column(shares.get(end), steps, COLUMNS) == column) {
                greatest = Math.max(greatest, shares.get(end).value());
                end++;
            }
            long next = greatest == 0 ? 0 : Math.max(1, Math.round(greatest * SHADES));
            if (next != shade) {
                rectangle(from, column, shade, out);
                from = column;
                shade = next;
            }
            start = end;
        }
        rectangle(from, COLUMNS, shade, out);
        out.append("</svg>");
    }

    private static void rectangle(double from, double to, long shade, StringBuilder out) {
        if (to > from && shade > 0) {
            out.append("<rect x=\"")
                    .append(Numbers.place(from))
                    .append("\" width=\"")
                    .append(Numbers.place(to - from))
                    .append("\" height=\"" + HEIGHT + "\" fill-opacity=\"")
                    .append(Numbers.text((double) shade / SHADES))
                    .append("\"/>");
        }
    }
}
