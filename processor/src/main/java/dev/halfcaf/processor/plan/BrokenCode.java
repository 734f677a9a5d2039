package dev.halfcaf.processor.plan;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.halfcaf.processor.flow.Source;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Whether there is something in a class that the compiler could not make out. */
final class BrokenCode extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Source source;
    private boolean found;

    private BrokenCode(Source source) {
        this.source = source;
    }

    static boolean isIn(Source source, ClassTree tree) {
        BrokenCode scanner = new BrokenCode(source);
        scanner.scan(tree, null);
        return scanner.found;
    }

    private void look(Tree tree) {
        TypeMirror type = source.type(tree);
        found |= type != null && type.getKind() == TypeKind.ERROR;
    }

    @Override
    public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void unused) {
        found = true;
        return null;
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
        look(tree);
        return super.visitIdentifier(tree, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
        look(tree);
        return super.visitMemberSelect(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
        look(tree);
        return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
        look(tree);
        return super.visitNewClass(tree, null);
    }
}
