package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the override of {@code forward} casts, and which methods can be overridden. */
final class ForwardTest {
    private static Source layer(String body) {
        return Source.acme("@DtypePolicy(\"float32\")\npublic abstract class Dense extends Layer {\n" + body + "}\n");
    }

    private static String generated(Source... sources) {
        return Compiled.of(sources).isClean().generated("com.acme.CastingDense");
    }

    @Test
    void eachFloatingInputInAnyPosition() {
        assertThat(generated(layer("""
                record Batch(Tensor pixels, @Int32 Tensor ids, Inner inner, int size) {}
                record Inner(List<Tensor> tensors, @NoCast Tensor raw) {}
                record Plain(int size, @Float32 Tensor mask) {}

                public Tensor forward(
                        int size,
                        Tensor x,
                        @Int32 Tensor ids,
                        @Float32 Tensor mask,
                        @NoCast Tensor raw,
                        @ComputeDtype Tensor same,
                        List<Tensor> list,
                        Batch batch,
                        Plain plain,
                        String name,
                        Tensor... rest) {
                    return x;
                }
                """)))
                .contains("""
                    @Override
                    public Tensor forward(int size, Tensor x, @Int32 Tensor ids, @Float32 Tensor mask,
                            @NoCast Tensor raw, @ComputeDtype Tensor same, List<Tensor> list, Dense.Batch batch,
                            Dense.Plain plain, String name, Tensor... rest) {
                        return super.forward(size, castInput(x), ids, mask, raw, castInput(same), castInputs(list),
                                castInput(batch), plain, name, castInputs(rest));
                    }
                """)
                .contains("""
                    private Dense.Batch castInput(Dense.Batch batch) {
                        return batch == null ? null : new Dense.Batch(castInput(batch.pixels()), batch.ids(),
                                castInput(batch.inner()), batch.size());
                    }

                    private Dense.Inner castInput(Dense.Inner inner) {
                        return inner == null ? null : new Dense.Inner(castInputs(inner.tensors()), inner.raw());
                    }
                """)
                .contains("final class CastingDense extends Dense {");
    }

    @Test
    void arraysAndGenericRecords() {
        assertThat(generated(layer("""
                        public <T> Tensor[] forward(Tensor[] xs, Pair<Tensor, T> pair, T other) throws java.io.IOException {
                            return xs;
                        }
                        """), Source.acme("record Pair<A, B>(A first, B second) {}")))
                .contains("""
                    @Override
                    public <T> Tensor[] forward(Tensor[] xs, Pair<Tensor, T> pair, T other) throws IOException {
                        return super.forward(castInputs(xs), castInput(pair), castInputIfTensor(other));
                    }
                """)
                .contains("""
                    private <T> Pair<Tensor, T> castInput(Pair<Tensor, T> pair) {
                        return pair == null ? null : new Pair<>(castInput(pair.first()),
                                castInputIfTensor(pair.second()));
                    }
                """);
    }

    @Test
    void recordsThatContainThemselves() {
        assertThat(generated(layer("""
                record Tree(Tensor value, Tree left, Plain plain) {}
                record Plain(int value, Plain next) {}

                public Tensor forward(Tree tree) {
                    return tree.value();
                }
                """))).contains("""
                    private Dense.Tree castInput(Dense.Tree tree) {
                        return tree == null ? null : new Dense.Tree(castInput(tree.value()), castInput(tree.left()),
                                tree.plain());
                    }
                }
                """);
    }

    @Test
    void nothingToCastStillBindsTheLayer() {
        assertThat(generated(layer("public Tensor forward(@Int32 Tensor ids) { return null; }")))
                .contains("""
                    @Override
                    public Tensor forward(@Int32 Tensor ids) {
                        bindIfNeeded();
                        return super.forward(ids);
                    }
                """);
    }

    @Test
    void oneTensorToOneIsATensorFunction() {
        String function = "public final class CastingDense extends Dense implements TensorFunction {";
        String none = "public final class CastingDense extends Dense {";
        assertThat(generated(layer("public Tensor forward(Tensor x) { return x; }")))
                .contains(function);
        assertThat(generated(layer("public @Float32 Tensor forward(@NoCast Tensor x) { return x; }")))
                .contains(function);
        assertThat(generated(layer("public Tensor forward(Tensor x) throws IllegalStateException { return x; }")))
                .contains(function);
        assertThat(generated(layer("public Tensor forward(Tensor x) throws Exception { return x; }")))
                .contains(none)
                .contains("forward(Tensor x) throws Exception {");
        assertThat(generated(layer("protected Tensor forward(Tensor x) { return x; }")))
                .contains(none)
                .contains("    protected Tensor forward(Tensor x) {");
        assertThat(generated(layer("public Tensor forward(Tensor... x) { return x[0]; }")))
                .contains(none);
        assertThat(generated(layer("public void forward(Tensor x) {}")))
                .contains(none)
                .contains("        super.forward(castInput(x));\n");
    }

    @Test
    void inheritedForward() {
        String body = "@DtypePolicy(\"float32\") public abstract class Dense extends ";
        Source generic = Source.acme(
                "abstract class Base<T> extends Layer { protected T forward(T x, List<T> more) { return x; } }");
        assertThat(generated(generic, Source.acme(body + "Base<Tensor> {}"))).contains("""
                    @Override
                    protected Tensor forward(Tensor x, List<Tensor> more) {
                        return super.forward(castInput(x), castInputs(more));
                    }
                """);
        Source block = Source.acme("interface Block { default Tensor forward(Tensor x) { return x; } }");
        assertThat(generated(block, Source.acme(body + "Layer implements Block {}")))
                .contains("""
                    @Override
                    public Tensor forward(Tensor x) {
                        return super.forward(castInput(x));
                    }
                """);
        assertThat(generated(Source.acme(
                        body + "Layer implements TensorFunction { public Tensor forward(Tensor x) { return x; } }")))
                .contains("extends Dense implements TensorFunction");
    }

    @Test
    void noForward() {
        Compiled.of(Source.acme("@DtypePolicy\nabstract §class Dense extends Layer {}"))
                .says("""
                error [NoForward] Dense has no method 'forward'.
                  What enters 'forward', or a method marked @EntryMethod, is cast to the compute dtype.
                  Fix: public Tensor forward(Tensor x) { ... }
                """);
    }

    @Test
    void severalForwards() {
        assertThat(generated(layer("""
                public Tensor forward(Tensor x) { return x; }
                protected Tensor forward(Tensor x, boolean training) { return x; }
                private Tensor forward(int mine) { return null; }
                """))).contains("""
                    @Override
                    public Tensor forward(Tensor x) {
                        return super.forward(castInput(x));
                    }

                    @Override
                    protected Tensor forward(Tensor x, boolean training) {
                        return super.forward(castInput(x), training);
                    }
                """).contains("implements TensorFunction");
    }

    @Test
    void forwardsThatCannotBeOverridden() {
        Compiled.of(layer("private Tensor §forward(Tensor x) { return x; }")).says(notOverridable("private", "public"));
        Compiled.of(layer("public static Tensor §forward(Tensor x) { return x; }"))
                .says(notOverridable("static", "an instance method"));
        Compiled.of(layer("public final Tensor §forward(Tensor x) { return x; }"))
                .says(notOverridable("final", "not final"));
        Compiled.of(Source.of("""
                        package com.lib;

                        public abstract class Base extends dev.halfcaf.Layer {
                            dev.halfcaf.Tensor forward(dev.halfcaf.Tensor x) {
                                return x;
                            }
                        }
                        """), Source.acme("@DtypePolicy\nabstract §class Dense extends com.lib.Base {}"))
                .says(notOverridable("package-private in Base's package", "public"));
    }

    private static String notOverridable(String why, String fix) {
        return """
                error [EntryNotOverridable] forward is %s: CastingDense cannot override it.
                  The override is where inputs are cast to the compute dtype.
                  Fix: Make it %s.
                """.formatted(why, fix);
    }

    @Test
    void containersWithinContainers() {
        assertThat(generated(layer("""
                record Batch(Map<String, Tensor> named, List<Batch> parts) {}

                public Tensor forward(
                        Map<String, Tensor> map,
                        List<? extends Tensor> wild,
                        Tensor[][] grid,
                        Optional<Tensor> maybe,
                        List<Batch> each,
                        Map<? extends Number, List<?>> loose,
                        Operand operand,
                        Object any,
                        Variable variable,
                        Tensor[]... rest) {
                    return null;
                }
                """))).contains("""
                        return super.forward(CastEach.in(map, (Tensor inner) -> castInput(inner)), castInputs(wild),
                                CastEach.in(grid, (Tensor[] inner) -> castInputs(inner)),
                                CastEach.in(maybe, (Tensor inner) -> castInput(inner)),
                                CastEach.in(each, (Dense.Batch inner) -> castInput(inner)),
                                CastEach.in(loose, (List<?> inner) -> CastEach.in(inner, (Object inner2) -> castInputIfTensor(inner2))),
                                castInput(operand), castInputIfTensor(any), variable,
                                CastEach.in(rest, (Tensor[] inner) -> castInputs(inner)));
                """).contains("""
                    private Dense.Batch castInput(Dense.Batch batch) {
                        return batch == null ? null : new Dense.Batch(CastEach.in(batch.named(), (Tensor each) -> castInput(each)),
                                CastEach.in(batch.parts(), (Dense.Batch each) -> castInput(each)));
                    }
                """);
    }

    @Test
    void recordsOfOneKindWithDifferentArguments() {
        assertThat(generated(layer("""
                record Pair<A, B>(A first, B second) {}
                record Node(Edge edge, Tensor value) {}
                record Edge(Node to) {}

                public Tensor forward(Pair<Tensor, Integer> one, Pair<Pair<Tensor, String>, Integer> two) { return null; }
                public <T> Tensor forward(Pair<Tensor, T> one, Node node) { return null; }
                public <T extends Operand> Tensor forward(Pair<Tensor, T> one, T two) { return null; }
                """)))
                .contains("super.forward(castInput(one), castInput2(two))")
                .contains("super.forward(castInput3(one), castInput(node))")
                .contains("super.forward(castInput4(one), castInputIfTensor(two))")
                .contains("new Dense.Pair<>(castInput5(pair.first()), pair.second())")
                .contains("new Dense.Node(castInput(node.edge()),")
                .contains("new Dense.Edge(castInput(edge.to()))");
    }

    @Test
    void tensorsInWhatIsNotCast() {
        Compiled.of(layer("""
                record Sets(Set<Tensor> set) {}
                record Plain(Tensor x) {}
                static final class Bag { Tensor held; }
                sealed interface Part permits Leaf {}
                record Leaf(Tensor x) implements Part {}

                public <T extends List<Tensor>> Tensor forward(
                        Set<Tensor> §set,
                        ArrayList<Tensor> §subclass,
                        List<? super Tensor> §wild,
                        Map<Tensor, String> §keys,
                        Sets §sets,
                        Set<Plain> §records,
                        Bag §bag,
                        Part §part,
                        T §list,
                        @NoCast Set<Tensor> fine,
                        Set<String> names,
                        Layer layer) {
                    return null;
                }
                """))
                .says(
                        unsupported("set brings tensors in Set<Tensor>"),
                        unsupported("subclass brings tensors in ArrayList<Tensor>"),
                        unsupported("wild brings tensors in List<? super Tensor>"),
                        unsupported("keys brings tensors in Map<Tensor, String>"),
                        unsupported("sets brings tensors in Set<Tensor>"),
                        unsupported("records brings tensors in Set<Dense.Plain>"),
                        unsupported("bag brings tensors in Dense.Bag"),
                        unsupported("part brings tensors in Dense.Part"),
                        unsupported("list brings tensors in T"));
    }

    private static String unsupported(String what) {
        return """
                error [UnsupportedInput] %s, where they are not cast.
                  Cast are tensors in arrays, in a List, in the values of a Map, in an Optional, and in records of all these.
                  Fix: Take one of these; or mark the parameter @NoCast, and cast inside forward.
                """.formatted(what);
    }

    @Test
    void aPrivateTypeInForward() {
        Compiled.of(layer("record Batch(Inner x) {}\nprivate record Inner(Tensor x) {}\n"
                        + "public Tensor §forward(Batch batch) { return null; }"))
                .hasCodes("error InaccessibleType");
        Compiled.of(layer("private record Batch(Tensor x) {}\npublic Tensor §forward(Batch batch) { return null; }"))
                .says("""
                error [InaccessibleType] forward(Dense.Batch) names Batch, which CastingDense cannot see.
                  What is generated stands in a file of its own in the package of the annotated class.
                  Fix: Make Batch visible in that package.
                """);
    }

    @Test
    void namesThatHideImports() {
        String wrapper = Compiled.of(Source.of("""
                        package com.acme;

                        import dev.halfcaf.DtypePolicy;
                        import dev.halfcaf.Layer;

                        @DtypePolicy
                        public abstract class Dense<PolicySource> extends Layer {
                            static class Policy {}
                            static class Members {}
                            static class Tensor {}
                            static class Generated {}

                            protected Dense(Policy mine) {}

                            public dev.halfcaf.Tensor forward(dev.halfcaf.Tensor castInput, PolicySource other) {
                                return castInput(castInput, 3);
                            }

                            private dev.halfcaf.Tensor castInput(dev.halfcaf.Tensor x, int y) {
                                return x;
                            }
                        }
                        """)).isClean().generated("com.acme.CastingDense");
        assertThat(wrapper)
                .contains("public CastingDense(Dense.Policy mine, dev.halfcaf.Policy policy)")
                .contains("private static final dev.halfcaf.PolicySource POLICY");
    }

    @Test
    void aPackageThatHidesJavaLang() {
        assertThat(generated(
                        layer("public Tensor forward(Tensor x) { return x; }"),
                        Source.of("package com.acme; class Override {}")))
                .contains("import java.lang.Override;");
    }

    @Test
    void theDefaultPackage() {
        assertThat(Compiled.of(Source.of("""
                        @dev.halfcaf.DtypePolicy
                        abstract class Dense extends dev.halfcaf.Model {
                            public dev.halfcaf.Tensor forward(dev.halfcaf.Tensor x) {
                                return x;
                            }

                            dev.halfcaf.Tensor loss(dev.halfcaf.Tensor y) {
                                return y;
                            }
                        }
                        """)).isClean().generatedNames())
                .containsExactly("CastingDense.java", "DenseTrainStep.java");
    }

    /** What is null stays null, whatever a parameter says; so NullAway is told to look elsewhere, where it would look. */
    @Test
    void aClassWhereNullIsMarked() {
        Source marked = Source.acme("""
                @org.jspecify.annotations.NullMarked
                @DtypePolicy("float32")
                abstract class Dense extends Layer {
                    public Tensor forward(Tensor x, @org.jspecify.annotations.Nullable Tensor mask) { return x; }
                }
                """);
        assertThat(Compiled.withOtherAnnotations(marked).isClean().generated("com.acme.CastingDense"))
                .contains("@SuppressWarnings(\"NullAway\")\n")
                .contains("forward(Tensor x, @Nullable Tensor mask)");
        Source unmarked =
                Source.of(marked.text().replace("@DtypePolicy", "@org.jspecify.annotations.NullUnmarked @DtypePolicy"));
        assertThat(Compiled.withOtherAnnotations(unmarked).isClean().generated("com.acme.CastingDense"))
                .doesNotContain("NullAway");
    }
}
