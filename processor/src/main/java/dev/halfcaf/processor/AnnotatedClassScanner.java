package dev.halfcaf.processor;

import com.palantir.javapoet.ClassName;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.halfcaf.processor.describe.GeneratedNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds annotated classes in a file that was parsed, and not more: nothing has its type yet. */
final class AnnotatedClassScanner extends TreeScanner<@Nullable Void, String> {
    /**
     * An annotated class.
     *
     * @param local whether it is declared within a method, an initializer or a lambda
     */
    record Found(CompilationUnitTree unit, ClassTree tree, ClassName name, boolean local) {
        ClassName wrapper() {
            return GeneratedNames.wrapper(name);
        }

        /** Whether it declares an abstract method: nothing is generated from the base of a family. */
        boolean isBase() {
            return tree.getMembers().stream()
                    .anyMatch(member -> member instanceof MethodTree method
                            && method.getModifiers().getFlags().contains(Modifier.ABSTRACT));
        }
    }

    private static final String PACKAGE = "dev.halfcaf";
    private static final String SIMPLE = "DtypePolicy";
    private static final String QUALIFIED = PACKAGE + "." + SIMPLE;

    private final CompilationUnitTree unit;
    private final String packageName;
    private final boolean simpleNameIsOurs;
    private final List<Found> found = new ArrayList<>();
    private final List<String> topLevelTypes = new ArrayList<>();
    private int codeDepth;

    private AnnotatedClassScanner(CompilationUnitTree unit) {
        this.unit = unit;
        this.packageName =
                unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        this.simpleNameIsOurs =
                packageName.equals(PACKAGE) || unit.getImports().stream().anyMatch(this::importsOurs);
    }

    static AnnotatedClassScanner scan(CompilationUnitTree unit) {
        AnnotatedClassScanner scanner = new AnnotatedClassScanner(unit);
        scanner.scan(unit, "");
        return scanner;
    }

    List<Found> found() {
        return found;
    }

    /** The qualified names of the file's top-level types. */
    List<String> topLevelTypes() {
        return topLevelTypes;
    }

    private boolean importsOurs(ImportTree tree) {
        String name = tree.getQualifiedIdentifier().toString();
        return !tree.isStatic() && (name.equals(QUALIFIED) || name.equals(PACKAGE + ".*"));
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, String around) {
        String name = around + tree.getSimpleName();
        if (around.isEmpty() && codeDepth == 0) {
            topLevelTypes.add(packageName.isEmpty() ? name : packageName + "." + name);
        }
        if (tree.getKind() == Tree.Kind.CLASS
                && tree.getModifiers().getAnnotations().stream().anyMatch(this::isOurs)) {
            found.add(new Found(unit, tree, className(name), codeDepth > 0));
        }
        return super.visitClass(tree, name + ".");
    }

    private ClassName className(String nested) {
        String[] names = nested.split("\\.");
        return ClassName.get(packageName, names[0], Arrays.copyOfRange(names, 1, names.length));
    }

    private boolean isOurs(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.equals(QUALIFIED) || (name.equals(SIMPLE) && simpleNameIsOurs);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, String around) {
        return inCode(() -> super.visitMethod(tree, around));
    }

    @Override
    public @Nullable Void visitBlock(BlockTree tree, String around) {
        return inCode(() -> super.visitBlock(tree, around));
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, String around) {
        return inCode(() -> super.visitLambdaExpression(tree, around));
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, String around) {
        return inCode(() -> super.visitNewClass(tree, around));
    }

    private @Nullable Void inCode(Runnable scan) {
        codeDepth++;
        scan.run();
        codeDepth--;
        return null;
    }
}
