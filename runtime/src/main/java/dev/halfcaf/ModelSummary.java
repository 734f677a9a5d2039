package dev.halfcaf;

import dev.halfcaf.report.TextTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A model as a table of its layers, with totals; {@link #toString} prints it. Made by {@link Layer#summary()}.
 *
 * <pre>
 * DigitClassifier
 *
 * layer   class            policy                                   computes in  variables  parameters  trained   bytes
 * ---------------------------------------------------------------------------------------------------------------------
 *         DigitClassifier  mixed_float16 (class DigitClassifier)    float16                          0        0       0
 * hidden  Dense            mixed_float16 (owner DigitClassifier)    float16      float32         8,320    8,320  33,280
 * logits  Dense            float32 (constructor argument of Dense)  float32      float32         1,290    1,290   5,160
 *
 * parameters             9,610, 9,610 of them trained
 * bytes of variables     38,440 (float32 38,440)
 * bytes of their copies  16,640 (float16 16,640)
 * </pre>
 *
 * @param name the model's class
 * @param layers the model itself, then the layers below it, in the order of their fields; each once
 * @param activationBytes bytes of the results of all ops of one forward pass in training, by dtype; empty if none was run
 */
public record ModelSummary(String name, List<Row> layers, Map<Dtype, Long> activationBytes) {
    public ModelSummary {
        layers = List.copyOf(layers);
        activationBytes = Collections.unmodifiableMap(copy(activationBytes));
    }

    /**
     * One layer, with its own variables and not those of the layers below it. Of a value that layers share, the first
     * layer has the parameters, and each the copy that it reads.
     *
     * @param path the layer's path, empty for the model itself
     * @param layerClass the class that the user wrote
     * @param parameters the elements of its variables
     * @param trainableParameters those of them that train steps change
     * @param variableBytes bytes of the variables as they are kept, by dtype
     * @param unshaped its variables that have no shape yet ({@link Variable#lazy}), which are not counted in the others
     * @param copyBytes bytes of the copies that ops read instead of them, by dtype: those of a half compute dtype
     */
    public record Row(
            String path,
            String layerClass,
            ResolvedPolicy policy,
            long parameters,
            long trainableParameters,
            int unshaped,
            Map<Dtype, Long> variableBytes,
            Map<Dtype, Long> copyBytes) {
        public Row {
            variableBytes = Collections.unmodifiableMap(copy(variableBytes));
            copyBytes = Collections.unmodifiableMap(copy(copyBytes));
        }
    }

    static ModelSummary of(Layer model, Map<Dtype, Long> activationBytes) {
        List<Row> rows = new ArrayList<>();
        collect(model, rows, Collections.newSetFromMap(new IdentityHashMap<>()));
        return new ModelSummary(model.describe(), rows, activationBytes);
    }

    private static void collect(Layer layer, List<Row> into, Set<Object> seen) {
        if (!seen.add(layer)) {
            return;
        }
        LayerBinding binding = layer.binding("summary()");
        into.add(row(layer, binding, seen));
        for (MemberList.Child child : binding.members().children()) {
            collect(child.layer(), into, seen);
        }
    }

    private static Row row(Layer layer, LayerBinding binding, Set<Object> seen) {
        long parameters = 0;
        long trainable = 0;
        int unshaped = 0;
        Map<Dtype, Long> variableBytes = new EnumMap<>(Dtype.class);
        Map<Dtype, Long> copyBytes = new EnumMap<>(Dtype.class);
        for (VariableMember member : binding.variables()) {
            Variable variable = member.variable();
            Dtype kept = variable.dtype();
            Dtype read = variable.readDtype();
            if (!variable.hasShape()) {
                unshaped += seen.add(variable.master()) ? 1 : 0;
                variableBytes.merge(kept, 0L, Long::sum);
                continue;
            }
            long elements = variable.shape().elements();
            if (seen.add(variable.master())) {
                parameters += elements;
                trainable += variable.isTrainable() ? elements : 0;
                variableBytes.merge(kept, elements * kept.bytes(), Long::sum);
            }
            if (read != kept) {
                copyBytes.merge(read, elements * read.bytes(), Long::sum);
            }
        }
        return new Row(
                binding.path(),
                layer.describe(),
                binding.resolved(),
                parameters,
                trainable,
                unshaped,
                variableBytes,
                copyBytes);
    }

    /** The variables that have no shape yet, which no number here counts. */
    public int unshaped() {
        return layers.stream().mapToInt(Row::unshaped).sum();
    }

    /** The elements of all variables. */
    public long parameters() {
        return layers.stream().mapToLong(Row::parameters).sum();
    }

    /** The elements of all variables that train steps change. */
    public long trainableParameters() {
        return layers.stream().mapToLong(Row::trainableParameters).sum();
    }

    /** Bytes of all variables as they are kept, by dtype. */
    public Map<Dtype, Long> variableBytes() {
        Map<Dtype, Long> bytes = new EnumMap<>(Dtype.class);
        layers.forEach(row -> row.variableBytes().forEach((dtype, more) -> bytes.merge(dtype, more, Long::sum)));
        return bytes;
    }

    /** Bytes of all copies of variables that ops read in a half dtype, by that dtype. */
    public Map<Dtype, Long> copyBytes() {
        Map<Dtype, Long> bytes = new EnumMap<>(Dtype.class);
        layers.forEach(row -> row.copyBytes().forEach((dtype, more) -> bytes.merge(dtype, more, Long::sum)));
        return bytes;
    }

    @Override
    public String toString() {
        TextTable table =
                new TextTable("layer", "class", "policy", "computes in", "variables", "parameters", "trained", "bytes");
        table.numbersFrom(5);
        for (Row row : layers) {
            table.row(
                    row.path(),
                    row.layerClass(),
                    row.policy().policy().name() + " (" + row.policy().where() + ")",
                    row.policy().policy().computeDtype().toString(),
                    names(row.variableBytes().keySet()),
                    count(row.parameters(), row.unshaped()),
                    count(row.trainableParameters(), row.unshaped()),
                    count(total(row.variableBytes()), row.unshaped()));
        }
        StringBuilder text = new StringBuilder(name).append("\n\n").append(table);
        text.append('\n');
        line(text, "parameters", count(parameters()) + ", " + count(trainableParameters()) + " of them trained");
        if (unshaped() > 0) {
            line(text, "without shape yet", count(unshaped()) + ", not counted: forward gives them one");
        }
        line(text, "bytes of variables", bytes(variableBytes()));
        if (!copyBytes().isEmpty()) {
            line(text, "bytes of their copies", bytes(copyBytes()));
        }
        if (!activationBytes.isEmpty()) {
            line(text, "bytes of activations", bytes(activationBytes));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format(Locale.ROOT, "%-22s %s%n", label, value));
    }

    private static String bytes(Map<Dtype, Long> bytes) {
        List<String> parts = new ArrayList<>();
        bytes.forEach((dtype, number) -> parts.add(dtype + " " + count(number)));
        return count(total(bytes)) + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    private static String names(Set<Dtype> dtypes) {
        List<String> names = new ArrayList<>();
        dtypes.forEach(dtype -> names.add(dtype.toString()));
        return String.join(", ", names);
    }

    private static long total(Map<Dtype, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number to which that of variables without a shape will come. */
    private static String count(long number, int unshaped) {
        return unshaped == 0 ? count(number) : number == 0 ? "?" : count(number) + " + ?";
    }

    private static Map<Dtype, Long> copy(Map<Dtype, Long> bytes) {
        Map<Dtype, Long> copy = new EnumMap<>(Dtype.class);
        copy.putAll(bytes);
        return copy;
    }
}
