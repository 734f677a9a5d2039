package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Source;
import java.io.IOException;

/** The text of a file, as messages quote it. */
final class SourceText {
    private static final int LONGEST_QUOTED = 48;

    private final Source source;
    private final CharSequence content;

    SourceText(Source source) {
        this.source = source;
        CharSequence text;
        try {
            text = source.unit().getSourceFile().getCharContent(true);
        } catch (IOException e) {
            text = "";
        }
        this.content = text;
    }

    /** Whether the file has these characters. */
    boolean contains(String some) {
        return content.toString().contains(some);
    }

    /** The whole text of a tree, in one line. */
    String of(Tree tree) {
        long start = source.start(tree);
        long end = source.end(tree);
        if (start < 0 || end < start || end > content.length()) {
            return tree.toString();
        }
        String text = content.subSequence((int) start, (int) end).toString();
        return text.contains("//") || text.contains("/*")
                ? tree.toString()
                : text.replaceAll("\\s*\\R\\s*\\.", ".").replaceAll("\\s*\\R\\s*", " ");
    }

    /** The text between the end of one tree and that of another, in one line. */
    String after(Tree first, Tree whole) {
        return content.subSequence((int) source.end(first), (int) source.end(whole))
                .toString()
                .replaceAll("\\s*\\R\\s*", "");
    }

    /** The text of a tree; of a long one, its beginning. */
    String quoted(Tree tree) {
        String text = of(tree);
        return text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED - 3) + "...";
    }

    /** {@code line 12}. */
    String line(Tree tree) {
        long position = source.start(pointedAt(tree));
        return "line " + source.unit().getLineMap().getLineNumber(Math.max(position, 0));
    }

    /** What a message about a tree points at: of a call the method, since javac would show the parenthesis. */
    static Tree pointedAt(Tree tree) {
        return tree instanceof MethodInvocationTree call ? call.getMethodSelect() : tree;
    }

    boolean isShort(ExpressionTree tree) {
        return of(tree).length() <= LONGEST_QUOTED;
    }
}
