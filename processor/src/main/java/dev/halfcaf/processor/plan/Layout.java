package dev.halfcaf.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places boxes so that what is made stands below what it is made from: ranks by the longest path, then an order in each rank
 * that has few crossings, then positions that make edges short. The same input always gives the same picture.
 */
final class Layout {
    private static final double GAP_X = 18;
    private static final double GAP_Y = 26;
    private static final int SWEEPS = 6;

    /** A long edge bends around the boxes between, unless there are so many that nobody could follow it. */
    private static final int MOST_BENDS = 4000;

    /** Something with a size, which gets a place. */
    static final class Box {
        final double width;
        final double height;

        /** Whether it is placed as far down as possible: close to what it goes into. */
        final boolean late;

        double x;
        double y;

        /** Where the boxes beside it end, too: above this, an edge goes straight down. */
        double bottom;

        private int rank;
        private final List<Box> above = new ArrayList<>();
        private final List<Box> below = new ArrayList<>();

        Box(double width, double height, boolean late) {
            this.width = width;
            this.height = height;
            this.late = late;
        }

        double center() {
            return x + width / 2;
        }
    }

    /** An edge; {@code bends} are the places that it goes through, {@code back} says that it leads upwards. */
    static final class Edge {
        final Box from;
        final Box to;
        final List<Box> bends = new ArrayList<>();
        boolean back;

        Edge(Box from, Box to) {
            this.from = from;
            this.to = to;
        }
    }

    private final List<Box> boxes;
    private final List<Edge> edges;
    private final List<List<Box>> ranks = new ArrayList<>();
    private double width;
    private double height;

    private Layout(List<Box> boxes, List<Edge> edges) {
        this.boxes = boxes;
        this.edges = edges;
    }

    /** Gives each box its place, from (0, 0) on. */
    static Layout of(List<Box> boxes, List<Edge> edges) {
        Layout layout = new Layout(boxes, edges);
        layout.findBackEdges();
        layout.rank();
        layout.bend();
        layout.order();
        layout.place();
        return layout;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    // ---- ranks

    private void findBackEdges() {
        Map<Box, List<Edge>> from = new HashMap<>();
        edges.forEach(edge ->
                from.computeIfAbsent(edge.from, key -> new ArrayList<>()).add(edge));
        Set<Box> done = new HashSet<>();
        for (Box box : boxes) {
            Set<Box> path = new HashSet<>();
            visit(box, from, done, path);
        }
    }

    /** Depth first, without recursion: models can be deep. */
    private static void visit(Box start, Map<Box, List<Edge>> from, Set<Box> done, Set<Box> path) {
        record Step(Box box, int next) {}
        List<Step> stack = new ArrayList<>();
        if (done.add(start)) {
            path.add(start);
            stack.add(new Step(start, 0));
        }
        while (!stack.isEmpty()) {
            Step step = stack.remove(stack.size() - 1);
            List<Edge> leaving = from.getOrDefault(step.box(), List.of());
            if (step.next() == leaving.size()) {
                path.remove(step.box());
                continue;
            }
            stack.add(new Step(step.box(), step.next() + 1));
            Edge edge = leaving.get(step.next());
            if (path.contains(edge.to)) {
                edge.back = true;
            } else if (done.add(edge.to)) {
                path.add(edge.to);
                stack.add(new Step(edge.to, 0));
            }
        }
    }

    private void rank() {
        for (Edge edge : edges) {
            if (!edge.back) {
                edge.from.below.add(edge.to);
                edge.to.above.add(edge.from);
            }
        }
        List<Box> ordered = topological();
        for (Box box : ordered) {
            box.rank = box.above.stream().mapToInt(one -> one.rank + 1).max().orElse(0);
        }
        for (int i = ordered.size() - 1; i >= 0; i--) {
            Box box = ordered.get(i);
            if (box.late && !box.below.isEmpty() && box.above.stream().allMatch(one -> one.late)) {
                box.rank =
                        box.below.stream().mapToInt(one -> one.rank - 1).min().orElse(box.rank);
            }
        }
    }

    private List<Box> topological() {
        Map<Box, Integer> waiting = new HashMap<>();
        boxes.forEach(box -> waiting.put(box, box.above.size()));
        List<Box> ordered = new ArrayList<>(
                boxes.stream().filter(box -> box.above.isEmpty()).toList());
        for (int i = 0; i < ordered.size(); i++) {
            for (Box box : ordered.get(i).below) {
                if (waiting.merge(box, -1, Integer::sum) == 0) {
                    ordered.add(box);
                }
            }
        }
        return ordered;
    }

    /** Lets long edges go through a place in each rank. */
    private void bend() {
        int bends = edges.stream()
                .filter(edge -> !edge.back)
                .mapToInt(edge -> edge.to.rank - edge.from.rank - 1)
                .sum();
        boxes.forEach(this::intoRank);
        boxes.forEach(box -> {
            box.above.clear();
            box.below.clear();
        });
        for (Edge edge : edges) {
            if (edge.back) {
                continue;
            }
            Box last = edge.from;
            for (int rank = edge.from.rank + 1; rank < edge.to.rank && bends <= MOST_BENDS; rank++) {
                Box bend = new Box(4, 0, false);
                bend.rank = rank;
                edge.bends.add(bend);
                intoRank(bend);
                connect(last, bend);
                last = bend;
            }
            connect(last, edge.to);
        }
    }

    private void intoRank(Box box) {
        while (ranks.size() <= box.rank) {
            ranks.add(new ArrayList<>());
        }
        ranks.get(box.rank).add(box);
    }

    private static void connect(Box from, Box to) {
        from.below.add(to);
        to.above.add(from);
    }

    // ---- order

    private void order() {
        Map<Box, Double> position = new HashMap<>();
        ranks.forEach(rank -> number(rank, position));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 0; i < ranks.size(); i++) {
                List<Box> rank = ranks.get(down ? i : ranks.size() - 1 - i);
                Map<Box, Double> wanted = new HashMap<>();
                for (Box box : rank) {
                    List<Box> neighbours = down ? box.above : box.below;
                    wanted.put(
                            box,
                            neighbours.stream()
                                    .mapToDouble(one -> position.getOrDefault(one, 0.0))
                                    .average()
                                    .orElse(position.getOrDefault(box, 0.0)));
                }
                rank.sort(Comparator.comparing(box -> wanted.getOrDefault(box, 0.0)));
                number(rank, position);
            }
        }
    }

    private static void number(List<Box> rank, Map<Box, Double> position) {
        for (int i = 0; i < rank.size(); i++) {
            // Ranks of different length are compared by share, not by number.
            position.put(rank.get(i), (i + 0.5) / rank.size());
        }
    }

    // ---- positions

    private void place() {
        double y = 0;
        for (List<Box> rank : ranks) {
            double tallest = rank.stream().mapToDouble(box -> box.height).max().orElse(0);
            double x = 0;
            for (Box box : rank) {
                box.x = x;
                box.y = y;
                box.bottom = y + tallest;
                x += box.width + GAP_X;
            }
            y += tallest + GAP_Y;
        }
        height = Math.max(y - GAP_Y, 0);
        for (int sweep = 0; sweep < SWEEPS * 2; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 0; i < ranks.size(); i++) {
                align(ranks.get(down ? i : ranks.size() - 1 - i), down);
            }
        }
        double left = ranks.stream()
                .flatMap(List::stream)
                .mapToDouble(box -> box.x)
                .min()
                .orElse(0);
        ranks.forEach(rank -> rank.forEach(box -> {
            box.x -= left;
            width = Math.max(width, box.x + box.width);
        }));
    }

    /**
     * Moves the boxes of a rank as close as they can be to the middle of their neighbours, keeping order and distance: boxes
     * that would overlap are moved as one.
     */
    private static void align(List<Box> rank, boolean down) {
        record Group(double wanted, int size, double offset) {
            double start() {
                return wanted / size;
            }
        }
        List<Group> groups = new ArrayList<>();
        List<Double> offsets = new ArrayList<>();
        double offset = 0;
        for (Box box : rank) {
            List<Box> neighbours = down ? box.above : box.below;
            double center =
                    neighbours.stream().mapToDouble(Box::center).average().orElse(box.center());
            offsets.add(offset);
            Group group = new Group(center - box.width / 2 - offset, 1, offset);
            while (!groups.isEmpty() && groups.get(groups.size() - 1).start() > group.start()) {
                Group before = groups.remove(groups.size() - 1);
                group = new Group(before.wanted() + group.wanted(), before.size() + group.size(), before.offset());
            }
            groups.add(group);
            offset += box.width + GAP_X;
        }
        int next = 0;
        for (Group group : groups) {
            for (int i = 0; i < group.size(); i++, next++) {
                rank.get(next).x = group.start() + offsets.get(next);
            }
        }
    }
}
