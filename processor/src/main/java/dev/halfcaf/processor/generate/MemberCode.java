package dev.halfcaf.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.describe.Holding;
import dev.halfcaf.processor.describe.MemberDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** The method that names a layer's variables and child layers, in straight-line code. */
final class MemberCode {
    private static final String PARAMETER = "members";

    private MemberCode() {}

    static MethodSpec method(List<MemberDescription> members) {
        CodeBlock.Builder body = CodeBlock.builder();
        List<String> taken =
                new ArrayList<>(members.stream().map(MemberDescription::name).toList());
        taken.add(PARAMETER);
        for (MemberDescription member : members) {
            LocalNames names = new LocalNames(taken);
            String field = member.name().equals(PARAMETER) ? "this." + member.name() : member.name();
            visit(member, member.holding(), CodeBlock.of("$L", field), CodeBlock.of("$S", member.name()), names, body);
        }
        return MethodSpec.methodBuilder("members")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(RuntimeNames.MEMBERS, PARAMETER)
                .addCode(body.build())
                .build();
    }

    private static void visit(
            MemberDescription member,
            Holding holding,
            CodeBlock value,
            CodeBlock path,
            LocalNames names,
            CodeBlock.Builder body) {
        if (holding instanceof Holding.InArray array) {
            String index = names.take("i", "j", "k");
            body.beginControlFlow("if ($L != null)", value);
            body.beginControlFlow("for (int $1N = 0; $1N < $2L.length; $1N++)", index, value);
            visit(member, array.element(), CodeBlock.of("$L[$N]", value, index), append(path, index), names, body);
            body.endControlFlow();
            body.endControlFlow();
        } else if (holding instanceof Holding.InList list) {
            String index = names.take("i", "j", "k");
            body.beginControlFlow("if ($L != null)", value);
            body.beginControlFlow("for (int $1N = 0; $1N < $2L.size(); $1N++)", index, value);
            visit(member, list.element(), CodeBlock.of("$L.get($N)", value, index), append(path, index), names, body);
            body.endControlFlow();
            body.endControlFlow();
        } else if (holding instanceof Holding.InMap map) {
            visitMap(member, map, value, path, names, body);
        } else if (holding instanceof Holding.OfVariable) {
            body.addStatement(variable(member, value, path));
        } else if (holding instanceof Holding.OfLayer) {
            body.addStatement(layer(member, value, path));
        }
    }

    private static void visitMap(
            MemberDescription member,
            Holding.InMap map,
            CodeBlock value,
            CodeBlock path,
            LocalNames names,
            CodeBlock.Builder body) {
        String entry = names.take("entry");
        body.beginControlFlow("if ($L != null)", value);
        body.beginControlFlow("for (var $N : $L.entrySet())", entry, value);
        visit(
                member,
                map.value(),
                CodeBlock.of("$N.getValue()", entry),
                append(path, entry + ".getKey()"),
                names,
                body);
        body.endControlFlow();
        body.endControlFlow();
    }

    /** {@code "blocks/" + i}, and one level down {@code "blocks/" + i + "/" + j}. */
    private static CodeBlock append(CodeBlock path, String segment) {
        String text = path.toString();
        boolean literal = text.endsWith("\"");
        return literal
                ? CodeBlock.of("$L/\" + $L", text.substring(0, text.length() - 1), segment)
                : CodeBlock.of("$L + \"/\" + $L", path, segment);
    }

    private static CodeBlock variable(MemberDescription member, CodeBlock value, CodeBlock path) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (member.holding() instanceof Holding.OfVariable) {
            code.add("members.variable($L)", value);
        } else {
            code.add("members.variable($L, $L)", path, value);
        }
        if (member.nonTrainable()) {
            code.add(".nonTrainable()");
        }
        if (member.uncast()) {
            code.add(".noAutocast()");
        }
        if (!member.dtypes().isEmpty()) {
            Dtype dtype = member.dtypes().get(0);
            code.add(".dtype($T.$L)", RuntimeNames.DTYPE, dtype.name().toUpperCase(Locale.ROOT));
        }
        return code.build();
    }

    private static CodeBlock layer(MemberDescription member, CodeBlock value, CodeBlock path) {
        if (member.annotation() == null || member.annotation().policy() == null) {
            return CodeBlock.of("members.layer($L, $L)", path, value);
        }
        return CodeBlock.of(
                "members.layer($L, $L, $S, $S)",
                path,
                value,
                member.annotation().policy().text(),
                "field " + member.declaredIn() + "." + member.name());
    }
}
