package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How constructors are mirrored. */
final class ConstructorTest {
    @Test
    void privateConstructorsOnly() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                public abstract §class Dense extends Layer {
                    private Dense() {}

                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).says("""
                error [PrivateConstructor] Dense has private constructors only.
                  CastingDense is a subclass: each of its constructors calls one of them.
                  Fix: Make one of them protected.
                """);
    }

    @Test
    void aPrivateConstructorBesideOthersIsTheirAffair() {
        String wrapper = Compiled.of(Source.acme("""
                        @DtypePolicy("float32")
                        public abstract class Dense extends Layer {
                            private Dense(int a, int b) {}

                            protected Dense(int a) {
                                this(a, a);
                            }

                            public Tensor forward(Tensor x) {
                                return x;
                            }
                        }
                        """)).isClean().generated("com.acme.CastingDense");
        assertThat(wrapper).contains("    public CastingDense(int a) {").doesNotContain("int b");
    }

    @Test
    void visibilities() {
        String body = """
                    protected Dense(int a) {}

                    public Dense(long a) {}

                    Dense(byte a) {}

                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """;
        String ofPublic = Compiled.of(
                        Source.acme("@DtypePolicy(\"float32\") public abstract class Dense extends Layer {" + body))
                .isClean()
                .generated("com.acme.CastingDense");
        assertThat(ofPublic)
                .contains("\npublic final class CastingDense extends Dense")
                .contains("    public CastingDense(int a)")
                .contains("    public CastingDense(long a)")
                .contains("    CastingDense(byte a)")
                .doesNotContain("    public CastingDense(byte a)");
        String ofPackagePrivate = Compiled.of(
                        Source.acme("@DtypePolicy(\"float32\") abstract class Dense extends Layer {" + body))
                .isClean()
                .generated("com.acme.CastingDense");
        assertThat(ofPackagePrivate)
                .contains("\nfinal class CastingDense extends Dense")
                .contains("\n    CastingDense(int a)")
                .contains("    public CastingDense(long a)");
    }

    @Test
    void noConstructorAtAll() {
        String wrapper = Compiled.of(Source.acme("""
                        @DtypePolicy
                        abstract class Dense extends Layer {
                            public Tensor forward(Tensor x) {
                                return x;
                            }
                        }
                        """)).isClean().generated("com.acme.CastingDense");
        assertThat(wrapper).contains("    CastingDense() {\n        adopt(1, POLICY);\n    }");
        assertThat(wrapper).contains("    CastingDense(Policy policy) {\n        adopt(1, POLICY, policy);\n    }");
    }

    @Test
    void varargsAnnotationsTypeVariablesAndExceptionsAreKept() {
        String wrapper = Compiled.withOtherAnnotations(
                        Source.acme("""
                        @Mark("class")
                        @DtypePolicy
                        public abstract class Dense extends Layer {
                            @Mark("constructor")
                            @SafeVarargs
                            protected <T extends Comparable<? super T>> Dense(
                                    @Mark("parameter") T first, List<String>... names) throws java.io.IOException {}

                            /** Old. */
                            @Deprecated
                            public Dense(String @Typed [] policy, @Typed String POLICY, int... sizes) {}

                            @SuppressWarnings("rawtypes")
                            public Dense(List raw, Map<String, ? extends @Typed Number> map) {}

                            public Tensor forward(Tensor x) {
                                return x;
                            }
                        }
                        """), Source.acme("public @interface Mark { String value(); }"), Source.acme("""
                        @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                        public @interface Typed {}
                        """))
                .isClean()
                .generated("com.acme.CastingDense");
        assertThat(wrapper)
                .contains(
                        "    @Mark(\"constructor\")\n    @SafeVarargs\n    public <T extends Comparable<? super T>> CastingDense(")
                .contains("@Mark(\"parameter\") T first,")
                .contains("List<String>... names) throws IOException {\n        super(first, names);")
                .contains("List<String>[] names, Policy policy) throws IOException {")
                .contains(
                        "    @Deprecated\n    public CastingDense(String @Typed [] policy, @Typed String POLICY, int... sizes) {")
                .contains("adopt(1, CastingDense.POLICY);")
                .contains("int[] sizes,\n            Policy dtypePolicy) {")
                .contains("adopt(1, CastingDense.POLICY, dtypePolicy);")
                .contains("public CastingDense(List raw, Map<String, ? extends @Typed Number> map) {");
    }

    @Test
    void aConstructorThatTheWrapperAdds() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract class Dense extends Layer {
                    Dense(int units) {}

                    §Dense(int units, Policy policy) {}

                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).says("""
                error [ConstructorClash] Dense(int, Policy) has the parameters that the wrapper adds to Dense(int).
                  A class that takes its policy from its surroundings can be constructed with a Policy as the last argument.
                  Fix: Remove the parameter, and read policy() inside forward; or name the policy in the annotation.
                """);
    }

    @Test
    void aNamedClassMayTakeAPolicyOfItsOwn() {
        Compiled.of(Source.acme("""
                @DtypePolicy("float32")
                abstract class Dense extends Layer {
                    Dense(int units) {}

                    Dense(int units, Policy policy) {}

                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).isClean();
    }

    @Test
    void aPrivateTypeInAConstructor() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract class Dense extends Layer {
                    private enum Mode { A }

                    §Dense(List<Mode> modes) {}

                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).says("""
                error [InaccessibleType] Dense(List<Dense.Mode>) names Mode, which CastingDense cannot see.
                  What is generated stands in a file of its own in the package of the annotated class.
                  Fix: Make Mode visible in that package.
                """);
    }

    @Test
    void deprecatedClasses() {
        String options = "public abstract class Dense extends Model { protected Dense(OldSettings s) {} "
                + "@Deprecated public Tensor forward(Tensor x) { return x; } "
                + "@Deprecated(forRemoval = true) public Tensor loss(Tensor y) { return y; } "
                + "@Deprecated Variable kernel; }";
        for (String deprecation : new String[] {"@Deprecated", "@Deprecated(since = \"3\", forRemoval = true)"}) {
            String wrapper = Compiled.of(
                            Source.acme("@SuppressWarnings({\"deprecation\", \"removal\"}) @DtypePolicy " + deprecation
                                    + " " + options),
                            Source.acme(deprecation + " public final class OldSettings {}"))
                    .isClean()
                    .generated("com.acme.CastingDense");
            assertThat(wrapper).contains("@Deprecated").contains("@SuppressWarnings");
        }
    }
}
