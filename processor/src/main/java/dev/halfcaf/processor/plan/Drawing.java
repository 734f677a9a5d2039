package dev.halfcaf.processor.plan;

import dev.halfcaf.processor.plan.Node.Kind;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedNode;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer's data flow as a graph with places: its nodes; for each layer that it calls a frame with that layer's own drawing; and a
 * box for each cast on the way from one to the other.
 *
 * @param shapes what is drawn
 * @param edges from shape to shape
 */
record Drawing(List<Shape> shapes, List<Edge> edges, double width, double height) {
    static final double TITLE = 22;
    static final double PADDING = 12;

    /** Of the font in which all is written. */
    static final double CHARACTER = 6.7;

    private static final double LINE = 16;
    private static final int LONGEST_LABEL = 26;

    /**
     * Something that is drawn.
     *
     * @param kind in words, for the style: {@code op}, {@code cast}, {@code layer}
     * @param label what is written in it
     * @param dtype what is written below that
     * @param colour the name of the dtype that it is coloured by
     * @param parameter the number of the parameter that it is; {@link Node#NONE} for all else
     * @param title what is shown of it when somebody asks, and what is searched
     * @param inside the layer in it; null for all but frames
     */
    record Shape(
            Layout.Box box,
            String kind,
            String label,
            String dtype,
            String colour,
            int parameter,
            String title,
            @Nullable Drawing inside) {}

    /**
     * An edge.
     *
     * @param into the number of the parameter of the layer that it leads into; {@link Node#NONE} for none
     */
    record Edge(Layout.Edge line, Shape from, Shape to, int into) {}

    Drawing {
        shapes = List.copyOf(shapes);
        edges = List.copyOf(edges);
    }

    /**
     * Draws a layer.
     *
     * @param frames whether the layers that it calls are drawn, too, and not only named
     */
    static Drawing of(PlacedLayer layer, boolean frames) {
        return new Builder(layer, frames).draw(true);
    }

    /** The shape by which a tensor comes in for a parameter; null if there is none. */
    @Nullable
    Shape input(int parameter) {
        return shapes.stream()
                .filter(shape -> parameter != Node.NONE && shape.parameter() == parameter)
                .findFirst()
                .orElse(null);
    }

    /** The shape of what a layer returns; null if there is none. */
    @Nullable
    Shape output() {
        return shapes.stream()
                .filter(shape -> shape.kind().equals(Kind.OUTPUT.text()))
                .findFirst()
                .orElse(null);
    }

    private static final class Builder {
        private final PlacedLayer layer;
        private final boolean frames;
        private final List<Shape> shapes = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();
        private final Map<Integer, Shape> byNode = new HashMap<>();
        private final Map<String, Shape> casts = new LinkedHashMap<>();

        Builder(PlacedLayer layer, boolean frames) {
            this.layer = layer;
            this.frames = frames;
        }

        Drawing draw(boolean top) {
            Set<Integer> drawn = drawn(top);
            List<PlacedNode> nodes = layer.nodes();
            for (int i = 0; i < nodes.size(); i++) {
                if (drawn.contains(i)) {
                    Shape shape = shape(nodes.get(i));
                    byNode.put(i, shape);
                    shapes.add(shape);
                }
            }
            for (int i = 0; i < nodes.size(); i++) {
                Shape to = byNode.get(i);
                if (to != null) {
                    for (PlacedUse use : nodes.get(i).uses()) {
                        Shape from = byNode.get(use.node());
                        if (from != null) {
                            connect(use, from, nodes.get(i), to);
                        }
                    }
                }
            }
            Layout layout = Layout.of(
                    shapes.stream().map(Shape::box).toList(),
                    edges.stream().map(Edge::line).toList());
            return new Drawing(shapes, edges, layout.width(), layout.height());
        }

        /** What belongs to {@code forward}, and at the top to {@code loss}; with helpers, as far as these call them. */
        private Set<Integer> drawn(boolean top) {
            Set<Integer> drawn = new HashSet<>();
            List<PlacedNode> nodes = layer.nodes();
            List<Integer> next = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                String method = nodes.get(i).method();
                if (method.equals(BodyReader.FORWARD) || top && method.equals(BodyReader.LOSS)) {
                    next.add(i);
                }
            }
            while (!next.isEmpty()) {
                int node = next.remove(next.size() - 1);
                if (drawn.add(node)) {
                    nodes.get(node).uses().forEach(use -> next.add(use.node()));
                }
            }
            return drawn;
        }

        private Shape shape(PlacedNode node) {
            List<PlacedLayer> called = called(node);
            String title = node.label() + ": " + node.dtype() + "\n" + node.place();
            boolean late = node.kind() == Kind.VARIABLE
                    || node.kind() == Kind.VALUE
                    || node.kind() == Kind.INPUT && node.method().equals(BodyReader.LOSS);
            if (called.size() == 1) {
                PlacedLayer child = called.get(0);
                String label = child.path().substring(Math.max(child.path().indexOf(child.field()), 0)) + ": "
                        + child.simpleName() + (child.times().isEmpty() ? "" : ", " + child.times());
                title = child.path() + ": " + child.className() + "\n" + child.policyText() + "\n" + title;
                if (frames && child.known() && !child.nodes().isEmpty()) {
                    Drawing inside = new Builder(child, true).draw(false);
                    String text = child.policy().isEmpty() ? label : label + ", " + child.policy();
                    double width = Math.max(inside.width(), text.length() * CHARACTER) + 2 * PADDING;
                    double height = inside.height() + TITLE + 2 * PADDING;
                    return new Shape(
                            new Layout.Box(width, height, false),
                            "frame",
                            text,
                            "",
                            node.dtype(),
                            Node.NONE,
                            title,
                            inside);
                }
                return plain(node, label, title, late);
            }
            return plain(
                    node,
                    called.isEmpty() ? shortLabel(node) : node.child() + ": " + called.size() + " layers",
                    title,
                    late);
        }

        private static String shortLabel(PlacedNode node) {
            boolean isCall = node.kind() == Kind.OP || node.kind() == Kind.CAST || node.kind() == Kind.STORE;
            int end = node.label().indexOf('(');
            String label = isCall && end > 0 ? node.label().substring(0, end) : node.label();
            return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 3) + "...";
        }

        private static Shape plain(PlacedNode node, String label, String title, boolean late) {
            double width = Math.max(label.length(), node.dtype().length()) * CHARACTER + 18;
            return new Shape(
                    new Layout.Box(width, 2 * LINE + 4, late),
                    node.kind().text(),
                    label,
                    node.dtype(),
                    node.dtype(),
                    node.parameter(),
                    title,
                    null);
        }

        /** An edge; with a cast on it, where one is made on the way. */
        private void connect(PlacedUse use, Shape from, PlacedNode node, Shape to) {
            PlacedNode source = layer.nodes().get(use.node());
            String arrives = arrives(use, node);
            boolean ownDtype = source.kind() == Kind.VARIABLE || source.kind() == Kind.OUTPUT;
            String leaves = ownDtype ? source.dtype() : use.as();
            if (arrives.equals(leaves)) {
                edge(from, to, use.into());
                return;
            }
            String text = leaves + " \u2192 " + arrives;
            boolean late = from.box().late;
            Shape cast = casts.computeIfAbsent(use.node() + " " + arrives, key -> {
                Shape made = new Shape(
                        new Layout.Box(text.length() * CHARACTER + 14, LINE + 2, late),
                        "on-edge",
                        text,
                        "",
                        arrives,
                        Node.NONE,
                        "cast of " + source.label() + ": " + leaves + " to " + arrives,
                        null);
                shapes.add(made);
                edge(from, made, Node.NONE);
                return made;
            });
            edge(cast, to, use.into());
        }

        /** The dtype in which a tensor gets where it is used: a layer that is called casts its inputs. */
        private String arrives(PlacedUse use, PlacedNode node) {
            List<String> inputs = called(node).stream()
                    .flatMap(child -> child.nodes().stream())
                    .filter(input -> input.kind() == Kind.INPUT
                            && input.method().equals(BodyReader.FORWARD)
                            && input.parameter() == use.into())
                    .map(PlacedNode::dtype)
                    .distinct()
                    .toList();
            if (inputs.size() == 1) {
                return inputs.get(0);
            }
            boolean isLossInput = node.kind() == Kind.INPUT && node.method().equals(BodyReader.LOSS);
            return isLossInput || node.kind() == Kind.STORE || node.kind() == Kind.OUTPUT ? node.dtype() : use.as();
        }

        /** The layers below this one that a node may call. */
        private List<PlacedLayer> called(PlacedNode node) {
            return layer.children().stream()
                    .filter(child -> child.field().equals(node.child()))
                    .toList();
        }

        private void edge(Shape from, Shape to, int into) {
            boolean known =
                    edges.stream().anyMatch(edge -> edge.from() == from && edge.to() == to && edge.into() == into);
            if (!known) {
                edges.add(new Edge(new Layout.Edge(from.box(), to.box()), from, to, into));
            }
        }
    }
}
