package dev.halfcaf.processor.property;

import java.util.ArrayList;
import java.util.List;

/** A statement or declaration, as marked text: what stands before those in it, they, and what stands after them. */
record Node(String head, List<Node> body, String tail) {
    Node {
        body = List.copyOf(body);
    }

    static Node of(String text) {
        return new Node(text, List.of(), "");
    }

    static Node block(String head, List<Node> body) {
        return new Node(head + " {", body, "}");
    }

    /** This one without one of those in it, counted through the tree from 0; it itself is not counted. */
    Node without(int index) {
        List<Node> kept = new ArrayList<>();
        int next = index;
        for (Node child : body) {
            if (next != 0) {
                kept.add(next > 0 && next < child.size() ? child.without(next - 1) : child);
            }
            next -= child.size();
        }
        return new Node(head, kept, tail);
    }

    int size() {
        return 1 + body.stream().mapToInt(Node::size).sum();
    }

    void print(StringBuilder into, String indent) {
        into.append(indent).append(head.replace("\n", "\n" + indent + "    ")).append('\n');
        body.forEach(child -> child.print(into, indent + "  "));
        if (!tail.isEmpty()) {
            into.append(indent)
                    .append(tail.replace("\n", "\n" + indent + "    "))
                    .append('\n');
        }
    }
}
