package dev.halfcaf.processor;

import org.junit.jupiter.api.Test;

/** What the header of an annotated class can be. */
final class ClassShapeTest {
    @Test
    void aFinalClassHasNoRoomForItsCasts() {
        Compiled.of(Source.acme("""
                @DtypePolicy("float32")
                public final §class Dense extends Layer {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).says("""
                error [FinalClass] Dense is final.
                  Its casts are generated into a subclass, CastingDense.
                  Fix: Write 'abstract' for 'final', and new CastingDense(...) where it is constructed.
                """);
    }

    @Test
    void aConcreteClassCouldBeConstructedWithoutCasts() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                public §class Dense extends Layer {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).says("""
                error [NotAbstract] Dense is not abstract.
                  new Dense(...) would make a layer without casts. Abstract, it can only be made as what is generated from it.
                  Fix: abstract class Dense, and new CastingDense(...) where it is constructed.
                """);
    }

    @Test
    void aClassThatIsNoLayer() {
        Compiled.of(Source.acme("""
                @DtypePolicy("float32")
                public abstract §class Dense {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).says("""
                error [NotALayer] Dense does not extend Layer.
                  A policy says what a layer computes in and keeps its variables in.
                  Fix: abstract class Dense extends Layer (or Model, for what is trained as a whole).
                """);
    }

    @Test
    void anInterfaceARecordAnEnumAndAnAnnotation() {
        Compiled.of(Source.acme("""
                interface Things {
                    §@DtypePolicy
                    interface Block {}

                    §@DtypePolicy("float32")
                    record Pair(int a) {}

                    §@DtypePolicy
                    enum Mode { A }

                    §@DtypePolicy
                    @interface Mark {}
                }
                """))
                .says(
                        notAClass("Block is an interface"),
                        notAClass("Pair is a record"),
                        notAClass("Mode is an enum"),
                        notAClass("Mark is an annotation type"));
    }

    private static String notAClass(String what) {
        return """
                error [NotAClass] %s, and @DtypePolicy belongs on a class.
                  The casting wrapper is a subclass of the annotated class, whose fields hold its variables.
                  Fix: Annotate an abstract class that extends Layer.
                """.formatted(what);
    }

    @Test
    void anInnerClassAndAStaticNestedOne() {
        Compiled.of(Source.acme("""
                class Outer {
                    @DtypePolicy
                    abstract §class Inner extends Layer {
                        public Tensor forward(Tensor x) {
                            return x;
                        }
                    }

                    @DtypePolicy
                    abstract static class Nested extends Layer {
                        public Tensor forward(Tensor x) {
                            return x;
                        }
                    }

                    Inner inner;
                    CastingOuter_Inner generated;
                    CastingOuter_Nested nested;
                }
                """)).says("""
                error [InnerClass] Inner is an inner class: each of its objects belongs to one of Outer.
                  What is generated from it stands in a file of its own, outside of Outer.
                  Fix: Make it static.
                """);
    }

    @Test
    void aPrivateClassAndOneWithinAPrivateClass() {
        Compiled.of(Source.acme("""
                class Outer {
                    @DtypePolicy
                    private abstract static §class Hidden extends Layer {
                        public Tensor forward(Tensor x) {
                            return x;
                        }
                    }

                    private static class Closed {
                        @DtypePolicy
                        abstract static §class Dense extends Layer {
                            public Tensor forward(Tensor x) {
                                return x;
                            }
                        }
                    }
                }
                """)).says("""
                error [PrivateClass] Hidden is private: CastingOuter_Hidden cannot extend Hidden.
                  What is generated stands in a file of its own in the same package.
                  Fix: Make Hidden package-private.
                """, """
                error [PrivateClass] Closed is private: CastingOuter_Closed_Dense cannot extend Dense.
                  What is generated stands in a file of its own in the same package.
                  Fix: Make Closed package-private.
                """);
    }

    @Test
    void aSealedClassPermitsItsWrapper() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                public abstract sealed class Dense extends Layer permits CastingDense {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).isClean();
        Compiled.of(Source.acme("""
                @DtypePolicy
                public abstract sealed §class Dense extends Layer permits Wide {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }

                abstract non-sealed class Wide extends Dense {}
                """)).says("""
                error [SealedClass] Dense is sealed and does not permit CastingDense.
                  Its casts are generated into that subclass, in a file of its own.
                  Fix: Add CastingDense to the permits clause of Dense.
                """);
    }

    @Test
    void aClassThatHasTheNameOfTheWrapper() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                public abstract §class Dense extends Layer {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """), Source.acme("class CastingDense {}")).says("""
                error [NameClash] CastingDense would be generated here, and class com.acme.CastingDense has that name.
                  The names of generated classes follow from the names of annotated ones.
                  Fix: Rename one of the two.
                """);
    }

    @Test
    void twoClassesWhoseWrappersHaveOneName() {
        Compiled.of(Source.acme("""
                class Outer {
                    @DtypePolicy
                    abstract static class Dense extends Layer {
                        public Tensor forward(Tensor x) {
                            return x;
                        }
                    }
                }

                @DtypePolicy
                abstract §class Outer_Dense extends Layer {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """)).says("""
                error [NameClash] CastingOuter_Dense would be generated here, and what is generated from class com.acme.Outer.Dense has that name.
                  The names of generated classes follow from the names of annotated ones.
                  Fix: Rename one of the two.
                """);
    }

    @Test
    void anAbstractMethodThatTheWrapperWouldHaveToWrite() {
        Compiled.of(Source.acme("""
                interface Named {
                    String title();
                    Dtype dtype();
                }

                abstract class Base extends Layer {
                    public abstract Tensor forward(Tensor x);
                }

                @DtypePolicy
                abstract class Dense extends Base implements Named {}
                """)).hasCodes("error AbstractMethod", "error AbstractMethod");
        Compiled.of(Source.acme("""
                interface Named {
                    String title();
                    Dtype dtype();
                }

                @DtypePolicy
                abstract §class Dense extends Layer implements Named {
                    public Tensor forward(Tensor x) { return x; }
                }
                """)).says("""
                error [AbstractMethod] title() of Named has no body.
                  CastingDense adds casts and nothing else: but for the word 'abstract', the annotated class is complete.
                  Fix: Give it a body; or, where subclasses do, declare it here as abstract: then Dense is a base, without wrapper.
                """);
    }

    @Test
    void aMethodThatIsTheWrappers() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract class Dense extends Layer {
                    public Tensor forward(Tensor x) {
                        return x;
                    }

                    @Override
                    protected final void §members(Members members) {}
                }
                """)).says("""
                error [ReservedMethod] members(Members) is overridden by CastingDense.
                  With it the wrapper tells which variables and layers there are; a body of yours would not run.
                  Fix: Remove it.
                """);
    }

    @Test
    void aMistakeBringsNoOtherMessagesWhereTheWrapperIsUsed() {
        Compiled.of(Source.of("""
                        package com.lib;

                        import dev.halfcaf.*;

                        @DtypePolicy
                        public final §class Dense<T> extends Layer {
                            public Tensor forward(Tensor x) {
                                return x;
                            }
                        }
                        """), Source.of("""
                        package com.acme;

                        import com.lib.CastingDense;
                        import dev.halfcaf.*;

                        @DtypePolicy
                        abstract class Net extends Layer {
                            final CastingDense<String> dense = new CastingDense<>(3);

                            CastingDense<String> dense(CastingDense<Integer> other) {
                                return dense;
                            }

                            public Tensor forward(Tensor x) {
                                return dense.forward(x);
                            }
                        }
                        """)).hasCodes("error FinalClass");
    }
}
