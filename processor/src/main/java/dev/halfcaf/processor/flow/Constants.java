package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Value.Constant;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Numbers that are known before the program runs. */
final class Constants {
    private Constants() {}

    /** The value of a literal, or of a constant variable. */
    static Value of(Object constant) {
        if (constant instanceof Double || constant instanceof Float) {
            return new Constant(((Number) constant).doubleValue(), false);
        } else if (constant instanceof Number number) {
            return new Constant(number.doubleValue(), true);
        } else if (constant instanceof Character character) {
            return new Constant(character, true);
        } else if (constant instanceof String text) {
            return new Value.Text(text);
        }
        return Value.UNKNOWN;
    }

    /** The constant as a type that it is assigned or cast to. */
    static Value converted(Constant constant, TypeMirror type) {
        if (type.getKind() == TypeKind.DOUBLE) {
            return new Constant(constant.number(), false);
        } else if (type.getKind() == TypeKind.FLOAT) {
            return new Constant((float) constant.number(), false);
        } else if (constant.whole()) {
            return type.getKind() == TypeKind.LONG || (int) constant.number() == constant.number()
                    ? constant
                    : Value.UNKNOWN;
        } else if (type.getKind() == TypeKind.INT) {
            return new Constant((int) constant.number(), true);
        } else if (type.getKind() == TypeKind.LONG) {
            return new Constant((long) constant.number(), true);
        }
        return Value.UNKNOWN;
    }

    static Value negated(Value value) {
        return value instanceof Constant constant ? new Constant(-constant.number(), constant.whole()) : Value.UNKNOWN;
    }

    static Value binary(Tree.Kind operator, Value left, Value right) {
        if (!(left instanceof Constant a) || !(right instanceof Constant b)) {
            return Value.UNKNOWN;
        }
        boolean whole = a.whole() && b.whole();
        double x = a.number();
        double y = b.number();
        switch (operator) {
            case PLUS -> {
                return exact(x + y, whole);
            }
            case MINUS -> {
                return exact(x - y, whole);
            }
            case MULTIPLY -> {
                return exact(x * y, whole);
            }
            case DIVIDE -> {
                return whole && y == 0 ? Value.UNKNOWN : exact(whole ? (double) ((long) x / (long) y) : x / y, whole);
            }
            case LEFT_SHIFT -> {
                return whole && y >= 0 && y < 31 ? exact(x * (1L << (int) y), true) : Value.UNKNOWN;
            }
            default -> {
                return Value.UNKNOWN;
            }
        }
    }

    /** Whole numbers that int arithmetic would wrap around are not followed. */
    private static Value exact(double number, boolean whole) {
        return whole && Math.abs(number) > Integer.MAX_VALUE ? Value.UNKNOWN : new Constant(number, whole);
    }
}
