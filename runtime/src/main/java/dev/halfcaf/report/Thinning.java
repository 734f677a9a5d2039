package dev.halfcaf.report;

import java.util.ArrayList;
import java.util.List;

/** Fewer points that look the same. */
final class Thinning {
    private Thinning() {}

    /**
     * Of the points in each column of pixels, the first, the least, the greatest and the last, in their order: a line through
     * them covers the same pixels as one through all. Points that are not finite are kept, one of them in a row.
     *
     * @param columns into how many columns the axis is cut
     */
    static List<Point> toColumns(List<Point> points, Axis steps, int columns) {
        List<Point> kept = new ArrayList<>();
        int start = 0;
        while (start < points.size()) {
            int end = start + 1;
            boolean finite = points.get(start).isFinite();
            long column = column(points.get(start), steps, columns);
            while (end < points.size()
                    && points.get(end).isFinite() == finite
                    && (!finite || column(points.get(end), steps, columns) == column)) {
                end++;
            }
            if (finite) {
                addExtremes(points.subList(start, end), kept);
            } else {
                kept.add(points.get(start));
            }
            start = end;
        }
        return kept;
    }

    private static void addExtremes(List<Point> column, List<Point> kept) {
        int least = 0;
        int greatest = 0;
        for (int i = 1; i < column.size(); i++) {
            least = column.get(i).value() < column.get(least).value() ? i : least;
            greatest = column.get(i).value() > column.get(greatest).value() ? i : greatest;
        }
        int last = column.size() - 1;
        int before = -1;
        for (int i : new int[] {0, Math.min(least, greatest), Math.max(least, greatest), last}) {
            if (i > before) {
                kept.add(column.get(i));
                before = i;
            }
        }
    }

    /** The mean of the finite points in each column, in its middle. */
    static List<Point> means(List<Point> points, Axis steps, int columns) {
        List<Point> means = new ArrayList<>();
        int start = 0;
        while (start < points.size()) {
            long column = column(points.get(start), steps, columns);
            double stepSum = 0;
            double valueSum = 0;
            int finite = 0;
            int end = start;
            for (; end < points.size() && column(points.get(end), steps, columns) == column; end++) {
                if (points.get(end).isFinite()) {
                    stepSum += points.get(end).step();
                    valueSum += points.get(end).value();
                    finite++;
                }
            }
            means.add(
                    finite == 0
                            ? new Point(points.get(start).step(), Double.NaN)
                            : new Point(stepSum / finite, valueSum / finite));
            start = end;
        }
        return means;
    }

    static long column(Point point, Axis steps, int columns) {
        return Math.min(columns - 1, (long) (steps.place(point.step()) * columns));
    }
}
