package dev.halfcaf.processor.check;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.ParameterDescription;
import dev.halfcaf.processor.describe.TensorForm;
import dev.halfcaf.processor.describe.TypeText;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a train step passes to {@code loss} is what its parameters say: the result of {@code forward} in full precision, and
 * nothing in half that the step cannot cast.
 */
final class LossInputCheck {
    private static final String QUALIFIERS = "dev.halfcaf.qualifier";

    private LossInputCheck() {}

    static void check(MethodDescription loss, LayerDescription layer, Report.Builder report) {
        List<ParameterDescription> parameters = loss.signature().parameters();
        ParameterDescription first = parameters.get(0);
        for (MethodDescription forward : layer.trained()) {
            if (forward.result() instanceof TensorForm.Unsupported unsupported) {
                report.add(Code.UNSUPPORTED_INPUT, first.place(), first.name(), unsupported.type(), "forward");
                return;
            }
            String problem = contradiction(first, forward, layer);
            if (problem != null) {
                String result = TypeText.simple(forward.returnType());
                report.add(Code.LOSS_SIGNATURE, first.place(), problem, result, result);
                return;
            }
        }
        for (ParameterDescription own : parameters.subList(1, parameters.size())) {
            if (own.form() instanceof TensorForm.Unsupported unsupported) {
                report.add(Code.UNSUPPORTED_INPUT, own.place(), own.name(), unsupported.type(), "loss");
            }
        }
    }

    private static @Nullable String contradiction(
            ParameterDescription first, MethodDescription forward, LayerDescription layer) {
        if (!forward.result().isCast() || forward.result() instanceof TensorForm.OfRecord) {
            return null;
        }
        Set<Dtype> passed = EnumSet.noneOf(Dtype.class);
        for (Policy policy : policies(layer)) {
            said(forward.signature().annotations(), policy, EnumSet.of(policy.computeDtype()))
                    .forEach(dtype -> passed.add(dtype.isFloating() ? dtype.atLeastFloat32() : dtype));
        }
        boolean kept = first.annotations().stream().anyMatch(LossInputCheck::isNoCast);
        for (Policy policy : kept ? List.<Policy>of() : policies(layer)) {
            Set<Dtype> fitting = said(first.annotations(), policy, EnumSet.allOf(Dtype.class));
            fitting.retainAll(passed);
            if (!fitting.isEmpty()) {
                return null;
            }
        }
        return "takes " + (kept ? "@NoCast" : qualifiers(first)) + " first, and is passed "
                + passed.stream().map(Dtype::toString).collect(Collectors.joining(" or "));
    }

    /** Those under which the class may be trained, as far as the build knows; of a bare class, one for each full precision. */
    private static List<Policy> policies(LayerDescription layer) {
        List<Policy> policies = new ArrayList<>();
        if (layer.policy().named() || !layer.policy().only().isEmpty()) {
            KnownPolicies.of(layer).stream().map(ResolvedPolicy::policy).forEach(policies::add);
        }
        return policies.isEmpty() ? List.of(Policy.of("float32"), Policy.of("float64")) : policies;
    }

    /** The dtypes that qualifiers allow. */
    private static Set<Dtype> said(List<AnnotationSpec> annotations, Policy policy, Set<Dtype> unqualified) {
        Set<Dtype> said = EnumSet.copyOf(unqualified);
        for (AnnotationSpec annotation : annotations) {
            String qualifier = qualifier(annotation);
            if (qualifier != null) {
                said = Arrays.stream(Dtype.values())
                        .filter(dtype -> allows(qualifier, dtype, policy))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Dtype.class)));
            }
        }
        return said;
    }

    private static boolean allows(String qualifier, Dtype dtype, Policy policy) {
        return switch (qualifier) {
            case "Floating" -> dtype.isFloating();
            case "FullPrecision" -> dtype.isFloating() && !dtype.isHalf();
            case "Integral" -> !dtype.isFloating() && dtype != Dtype.BOOL;
            case "Numeric" -> dtype != Dtype.BOOL;
            case "ComputeDtype" -> dtype == policy.computeDtype();
            case "VariableDtype" -> dtype == policy.variableDtype();
            case "SameDtype" -> true;
            default -> dtype.name().equals(qualifier.toUpperCase(Locale.ROOT));
        };
    }

    private static boolean isNoCast(AnnotationSpec annotation) {
        return annotation.type().equals(ClassName.get("dev.halfcaf", "NoCast"));
    }

    private static @Nullable String qualifier(AnnotationSpec annotation) {
        return annotation.type() instanceof ClassName name && name.packageName().equals(QUALIFIERS)
                ? name.simpleName()
                : null;
    }

    private static String qualifiers(ParameterDescription parameter) {
        return parameter.annotations().stream()
                .map(LossInputCheck::qualifier)
                .filter(qualifier -> qualifier != null)
                .map(qualifier -> "@" + qualifier)
                .collect(Collectors.joining(" "));
    }
}
