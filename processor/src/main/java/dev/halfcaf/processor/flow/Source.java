package dev.halfcaf.processor.flow;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** A file, as javac has attributed it. */
public final class Source {
    private final Trees trees;
    private final Elements elements;
    private final Types types;
    private final CompilationUnitTree unit;
    private final TreePath root;
    private final boolean traced;

    public Source(Trees trees, Elements elements, Types types, CompilationUnitTree unit) {
        this(trees, elements, types, unit, false);
    }

    /**
     * A file.
     *
     * @param traced whether it is written down, too, which expressions a tensor comes from, and what is made without operands:
     *     the checks do not need that
     */
    public Source(Trees trees, Elements elements, Types types, CompilationUnitTree unit, boolean traced) {
        this.trees = trees;
        this.elements = elements;
        this.types = types;
        this.unit = unit;
        this.root = new TreePath(unit);
        this.traced = traced;
    }

    boolean traced() {
        return traced;
    }

    public CompilationUnitTree unit() {
        return unit;
    }

    public Trees trees() {
        return trees;
    }

    public Elements elements() {
        return elements;
    }

    public Types types() {
        return types;
    }

    /** What a name, a call or a declaration means; null where that is not known. */
    public @Nullable Element element(Tree tree) {
        // What javac has attributed knows its symbol itself: the path in between is not asked for.
        return trees.getElement(new TreePath(root, tree));
    }

    /** The method or constructor that is called or named; null where that is not known. */
    @Nullable
    ExecutableElement method(Tree tree) {
        return element(tree) instanceof ExecutableElement method ? method : null;
    }

    /** The type of an expression; null where that is not known. */
    public @Nullable TypeMirror type(Tree tree) {
        return trees.getTypeMirror(new TreePath(root, tree));
    }

    /** Whether a declaration stands in this file. */
    public boolean isHere(Element declaration) {
        TreePath path = trees.getPath(declaration);
        return path != null && path.getCompilationUnit() == unit;
    }

    /** Where a tree starts, counted in characters. */
    public long start(Tree tree) {
        return trees.getSourcePositions().getStartPosition(unit, tree);
    }

    /** Where a tree ends, counted in characters. */
    public long end(Tree tree) {
        return trees.getSourcePositions().getEndPosition(unit, tree);
    }
}
