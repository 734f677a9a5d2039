package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths are made of names in the source, so that checkpoints outlive what does not change those. */
final class PathTest {
    private static final Source LEAF = Source.acme("""
            @DtypePolicy
            abstract class Leaf extends Layer {
                final Variable kernel = Variable.of("kernel", Shape.of(1), Initializer.randomNormal(1));
                public Tensor forward(Tensor x) { return x.mul(kernel); }
            }
            """);

    /** The paths of all variables and their first values, a line each. */
    private static String tree(String fields) throws ReflectiveOperationException {
        return Running.run(
                LEAF,
                Source.acme("@DtypePolicy\nabstract class Tree extends Layer {\n" + fields
                        + "    static Variable v(String name) { return Variable.of(name, Shape.of(1), Initializer.randomNormal(1)); }\n"
                        + "    public Tensor forward(Tensor x) { return x; }\n}\n"),
                Source.acme("""
                public class Main {
                    public static String run() {
                        StringBuilder text = new StringBuilder();
                        CastingTree tree = new CastingTree();
                        for (Variable one : tree.variables()) {
                            text.append(one.path()).append(' ').append(one.value().item()).append('\\n');
                        }
                        return text.toString();
                    }
                }
                """));
    }

    private static List<String> paths(String fields) throws ReflectiveOperationException {
        return tree(fields).lines().map(line -> line.replaceFirst(" .*", "")).toList();
    }

    @Test
    void eachContainerNamesWhatItHolds() throws ReflectiveOperationException {
        assertThat(paths("""
                final Variable one = v("kernel");
                final Variable[] array = {v("a"), null, v("b")};
                final List<Variable> list = List.of(v("c"));
                final Map<String, Variable> map = new TreeMap<>(Map.of("x", v("d"), "y", v("e")));
                final List<Variable[]> nested = List.of(new Variable[] {v("f")}, new Variable[] {v("g")});
                final Leaf leaf = new CastingLeaf();
                final Leaf[] leaves = {new CastingLeaf(), new CastingLeaf()};
                final Map<Integer, List<Leaf>> deep = Map.of(3, List.of(new CastingLeaf()));
                final TensorFunction function = new CastingLeaf();
                """))
                .containsExactly(
                        "kernel",
                        "array/0",
                        "array/2",
                        "list/0",
                        "map/x",
                        "map/y",
                        "nested/0/0",
                        "nested/1/0",
                        "leaf/kernel",
                        "leaves/0/kernel",
                        "leaves/1/kernel",
                        "deep/3/0/kernel",
                        "function/kernel");
    }

    @Test
    void theOrderOfFieldsChangesNeitherPathsNorFirstValues() throws ReflectiveOperationException {
        List<String> fields = new ArrayList<>(List.of(
                "final Variable one = v(\"one\");\n",
                "final Leaf first = new CastingLeaf();\n",
                "final @NonTrainable Variable two = v(\"two\");\n",
                "final List<Leaf> more = List.of(new CastingLeaf());\n"));
        String inOrder = tree(String.join("", fields));
        Collections.reverse(fields);
        assertThat(tree(String.join("", fields)).lines())
                .containsExactlyInAnyOrderElementsOf(inOrder.lines().toList());
    }

    @Test
    void aVariablesPathIsItsOwnNameNotItsFields() throws ReflectiveOperationException {
        assertThat(tree("final Variable before = v(\"kernel\");\n"))
                .isEqualTo(tree("final Variable after = v(\"kernel\");\n"));
    }

    @Test
    void aViewChangesNeitherPathsNorFirstValues() throws ReflectiveOperationException {
        String leaf = "final Leaf leaf = new CastingLeaf();\n";
        assertThat(tree("Variable tied;\n" + leaf + "{ tied = Variable.shared(leaf.kernel); }\n"))
                .isEqualTo(tree(leaf));
    }

    @Test
    void aLayersPathIsItsField() throws ReflectiveOperationException {
        assertThat(paths("final Leaf before = new CastingLeaf();\n")).containsExactly("before/kernel");
        assertThat(paths("final Leaf after = new CastingLeaf();\n")).containsExactly("after/kernel");
    }

    @Test
    void countersSharedAndFullPrecisionVariables() throws ReflectiveOperationException {
        assertThat(Running.run(LEAF, Source.acme("""
                        @DtypePolicy("mixed_float16")
                        abstract class Tied extends Layer {
                            final Leaf leaf = new CastingLeaf();
                            final Variable tied = Variable.shared(leaf.kernel);
                            final @Int64 Variable steps = Variable.of("steps", Shape.scalar(), Initializer.zeros());
                            final @NonTrainable @VariableDtype Variable[] means = {
                                Variable.of("mean", Shape.of(1), Initializer.zeros())
                            };

                            public Tensor forward(Tensor x) {
                                steps.assign(steps.value().add(1));
                                means[0].assign(means[0].value().mul(0.5).add(x.cast(Dtype.FLOAT32).mul(1.0001)));
                                return x.mul(tied);
                            }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run() {
                                CastingTied tied = new CastingTied();
                                Tensor x = Tensor.ones(Shape.of(1));
                                tied.forward(x);
                                tied.forward(x);
                                tied.leaf.kernel.assign(x.mul(3));
                                StringBuilder text = new StringBuilder();
                                for (Variable one : tied.variables()) {
                                    text.append(one.path()).append(' ').append(one.dtype()).append(' ')
                                            .append(one.asTensor().dtype()).append(one.isTrainable() ? " trained, " : ", ");
                                }
                                return text + "" + tied.steps.value().item() + " " + tied.means[0].value().item() + " "
                                        + tied.tied.asTensor().item() + " " + tied.tied.path() + " "
                                        + tied.dtype() + " " + tied.variableDtype() + " " + tied.computeDtype() + " "
                                        + tied.leaf.resolvedPolicy();
                            }
                        }
                        """)))
                .isEqualTo(
                        "steps int64 int64, means/0 float32 float32, leaf/kernel float32 float16 trained, "
                                + "2.0 1.5001499652862549 3.0 kernel float32 float32 float16 policy 'mixed_float16' (owner Tied)");
    }
}
