package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.device.NdArray;
import dev.halfcaf.handwritten.CastingDense;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableTest {

    private static CastingDense dense(String policy) {
        CastingDense dense = new CastingDense(1, 1, Policy.of(policy));
        dense.initialize(0);
        return dense;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b"})
    void aNameIsOneSegmentOfAPath(String name) {
        assertThatThrownBy(() -> Variable.of(name, Shape.scalar(), Initializer.zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no name for a variable");
    }

    @Test
    void assigningWorksOnTheFullPrecisionValue() {
        CastingDense dense = dense("mixed_float16");

        dense.kernel.assign(Tensor.of(new float[] {1.0001f}, Shape.of(1, 1)));

        assertThat(dense.kernel.value().toFloatArray()).containsExactly(1.0001f);
        assertThat(dense.kernel.asTensor().toFloatArray()).containsExactly(1f);
    }

    @Test
    void aChangedMasterIsReadAnew() {
        CastingDense dense = dense("mixed_bfloat16");

        dense.kernel.assign(Tensor.full(Shape.of(1, 1), 2, Dtype.FLOAT32));
        assertThat(dense.kernel.asTensor().item()).isEqualTo(2);
        dense.kernel.assign(Tensor.full(Shape.of(1, 1), 3, Dtype.FLOAT32));
        assertThat(dense.kernel.asTensor().item()).isEqualTo(3);
    }

    @Test
    void theHalfCopyIsMadeOnceForEachChangeAndNeverUnderFloat32() {
        CastingDense mixed = dense("mixed_float16");
        Tensor first = mixed.kernel.asTensor();

        assertThat(mixed.kernel.asTensor().array()).isSameAs(first.array());

        CastingDense plain = dense("float32");
        assertThat(plain.kernel.asTensor().array())
                .isSameAs(plain.kernel.master().array());
    }

    /** A copy that was written to shows whether the next read converts the master again. */
    @Test
    void conversionsAreCounted() {
        CastingDense mixed = dense("mixed_float16");
        int conversions = 0;
        for (int change = 0; change < 3; change++) {
            mixed.kernel.assign(Tensor.full(Shape.of(1, 1), change, Dtype.FLOAT32));
            for (int read = 0; read < 4; read++) {
                NdArray copy = mixed.kernel.asTensor().array();
                conversions += mixed.kernel.asTensor().item() == -1 ? 0 : 1;
                copy.device().fill(-1, copy);
                mixed.kernel.value();
            }
        }
        assertThat(conversions).isEqualTo(3);

        for (String policy : List.of("float32", "float64", "float16", "bfloat16")) {
            CastingDense plain = dense(policy);
            plain.kernel.assign(Tensor.ones(Shape.of(1, 1)));
            assertThat(plain.kernel.asTensor().array())
                    .isSameAs(plain.kernel.master().array());
        }
    }

    @Test
    void aValueIsTheCallersOwn() {
        CastingDense dense = dense("float32");
        dense.kernel.assign(Tensor.full(Shape.of(1, 1), 2, Dtype.FLOAT32));
        Tensor before = dense.kernel.value();

        dense.kernel.assign(Tensor.full(Shape.of(1, 1), 3, Dtype.FLOAT32));

        assertThat(before.item()).isEqualTo(2);
    }

    @Test
    void aMisfittingValueIsRefused() {
        CastingDense dense = dense("float32");

        assertThatThrownBy(() -> dense.kernel.assign(Tensor.zeros(Shape.of(2))))
                .hasMessage("assign: variable 'kernel' has shape (1, 1), the new value has shape (2,).");
        assertThatThrownBy(() -> dense.kernel.assign(Tensor.zeros(Shape.of(1, 1), Dtype.INT32)))
                .isInstanceOf(DtypeMismatchException.class)
                .hasMessage("[DtypeMismatch] assign: variable 'kernel' is float32, the new value is int32. Fix: "
                        + "newValue.cast(Dtype.FLOAT32).");
    }

    @Test
    void sharedVariablesHaveOneMasterAndEachItsLayersDtype() {
        Variable kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());
        Variable tied = Variable.shared(kernel);
        Holder first = new Holder(kernel, "mixed_float16");
        Holder second = new Holder(tied, "float32");
        first.initialize(0);
        second.initialize(0);

        tied.assign(Tensor.full(Shape.of(2), 4, Dtype.FLOAT32));

        assertThat(kernel.asTensor().toFloatArray()).containsExactly(4, 4);
        assertThat(kernel.asTensor().dtype()).isEqualTo(Dtype.FLOAT16);
        assertThat(tied.asTensor().dtype()).isEqualTo(Dtype.FLOAT32);
    }

    @Test
    void sharedVariablesNeedOneVariableDtype() {
        Variable kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());
        Holder first = new Holder(kernel, "mixed_float16");
        Holder second = new Holder(Variable.shared(kernel), "float64");
        first.initialize(0);

        assertThatThrownBy(() -> second.initialize(0))
                .hasMessageStartingWith("[VariableDtype] Variable 'kernel' shares its value with one in float32");
    }

    @Test
    void aVariableBelongsToOneLayer() {
        Variable kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());
        assertThat(new Holder(kernel, "float32")).isNotNull();

        assertThatThrownBy(() -> new Holder(kernel, "float32")).hasMessageContaining("Use Variable.shared(...)");
    }

    @Test
    void anInitializerMustFillTheShape() {
        Holder holder = new Holder(Variable.of("w", Shape.of(3), (shape, random) -> new double[2]), "float32");

        assertThatThrownBy(holder::variables)
                .hasMessage("The initializer of variable 'w' gave 2 values for shape (3,), which has 3 elements.");
    }

    private static final class Holder extends Layer {
        private final Variable variable;

        Holder(Variable variable, String policy) {
            this.variable = variable;
            adopt(1, PolicySource.of(policy, PolicyOrigin.CLASS, "class Holder"));
        }

        @Override
        protected void members(Members members) {
            members.variable(variable);
        }
    }

    /** An op that does not take it says which variable of which layer it is, and under which policy. */
    @Test
    void aMismatchNamesTheVariableAndItsPolicy() {
        Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());
        new Holder(kernel, "mixed_float16").initialize(0);
        Tensor wide = Tensor.ones(Shape.of(2, 2));

        for (Runnable op :
                List.<Runnable>of(() -> wide.add(kernel), () -> wide.matmul(kernel), () -> wide.lt(kernel))) {
            assertThatThrownBy(op::run)
                    .isInstanceOf(DtypeMismatchException.class)
                    .hasMessageContaining(
                            ": left is float32, right is float16 (variable 'kernel', under policy 'mixed_float16' (class Holder)). ")
                    .hasMessageEndingWith("Fix: cast one of them, for example right.asTensor().cast(Dtype.FLOAT32).");
        }
    }
}
