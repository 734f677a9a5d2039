package dev.halfcaf.checkpoint;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a header, and no more of JSON than a header may have. There is no value inside a value but where the
 * format says so: what is nested deeper is an error at its first character.
 */
final class HeaderReader {
    private final String text;
    private final String file;
    private int at;

    private HeaderReader(String text, String file) {
        this.text = text;
        this.file = file;
    }

    /** @throws CheckpointException if it is no header */
    static Header read(byte[] json, String file) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file, "the header is no UTF-8.", e);
        }
        return new HeaderReader(text, file).header();
    }

    private Header header() {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Header.Entry> entries = new ArrayList<>();
        members("the header", name -> {
            if (name.equals(HeaderWriter.METADATA)) {
                members("the header's metadata", key -> metadata.put(key, string()));
            } else {
                entries.add(tensor(name));
            }
        });
        space();
        if (at < text.length()) {
            throw expected("the end of the header");
        }
        return new Header(metadata, entries);
    }

    /** What a header says of a tensor, as far as it is read. */
    private static final class Fields {
        private @Nullable Dtype dtype;
        private @Nullable Shape shape;
        private long @Nullable [] offsets;
    }

    private Header.Entry tensor(String name) {
        Fields fields = new Fields();
        members("tensor '" + name + "'", field -> {
            switch (field) {
                case "dtype" -> fields.dtype = dtype(name);
                case "shape" -> fields.shape = shape(name);
                case "data_offsets" -> fields.offsets = offsets(name);
                default ->
                    throw new CheckpointException(
                            file,
                            "tensor '" + name + "' has a field '" + field + "' in the header; the format has dtype, "
                                    + "shape and data_offsets.");
            }
        });
        long[] offsets = required(fields.offsets, name, "data_offsets");
        return new Header.Entry(
                name,
                required(fields.dtype, name, "dtype"),
                required(fields.shape, name, "shape"),
                offsets[0],
                offsets[1]);
    }

    private <T> T required(@Nullable T field, String tensor, String name) {
        if (field == null) {
            throw new CheckpointException(file, "tensor '" + tensor + "' has no " + name + " in the header.");
        }
        return field;
    }

    private Dtype dtype(String tensor) {
        String code = string();
        Dtype dtype = DtypeCode.parse(code);
        if (dtype == null) {
            throw new CheckpointException(
                    file,
                    "tensor '" + tensor + "' has dtype " + code
                            + ", which Halfcaf does not have: it has F16, BF16, F32, F64, I32, I64 and BOOL.");
        }
        return dtype;
    }

    private Shape shape(String tensor) {
        List<Long> sizes = numbers();
        int[] small = new int[sizes.size()];
        for (int axis = 0; axis < small.length; axis++) {
            long size = sizes.get(axis);
            if (size > Integer.MAX_VALUE) {
                throw new CheckpointException(
                        file,
                        "tensor '" + tensor + "' has an axis of size " + size + ", more than one tensor can hold.");
            }
            small[axis] = (int) size;
        }
        try {
            return Shape.of(small);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                    file, "tensor '" + tensor + "' has " + elements(small) + ", more than one tensor can hold.", e);
        }
    }

    private static String elements(int[] sizes) {
        return sizes.length > 8 ? "a shape of " + sizes.length + " axes" : "shape " + Arrays.toString(sizes);
    }

    private long[] offsets(String tensor) {
        List<Long> offsets = numbers();
        if (offsets.size() != 2) {
            throw new CheckpointException(
                    file,
                    "tensor '" + tensor + "' has " + offsets.size()
                            + " data_offsets in the header; there must be two, begin and end.");
        }
        return new long[] {offsets.get(0), offsets.get(1)};
    }

    // ---- JSON

    /** What reads the value of a member. */
    private interface Member {
        void value(String name);
    }

    private void members(String of, Member member) {
        expect('{');
        if (found('}')) {
            return;
        }
        Set<String> names = new HashSet<>();
        do {
            space();
            String name = string();
            if (!names.add(name)) {
                throw new CheckpointException(file, of + " has '" + name + "' twice.");
            }
            expect(':');
            space();
            member.value(name);
        } while (found(','));
        expect('}');
    }

    private List<Long> numbers() {
        expect('[');
        if (found(']')) {
            return List.of();
        }
        List<Long> numbers = new ArrayList<>();
        do {
            space();
            numbers.add(number());
        } while (found(','));
        expect(']');
        return numbers;
    }

    private long number() {
        int start = at;
        long number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            int digit = text.charAt(at) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                at = start;
                throw expected("a number below 2^63");
            }
            number = 10 * number + digit;
            at++;
        }
        if (at == start || text.charAt(start) == '0' && at > start + 1) {
            at = start;
            throw expected("a whole number, 0 or more");
        }
        return number;
    }

    private String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            throw expected("a string");
        }
        at++;
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < ' ') {
                throw expected("a character or '\"'");
            }
            at++;
            if (c == '"') {
                return requireWhole(string.toString());
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw expected("'\"'");
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at) : 0;
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (c != 'u' || at + 5 > text.length()) {
            throw expected("an escape of JSON");
        }
        int code = 0;
        for (int i = 1; i <= 4; i++) {
            char digit = text.charAt(at + i);
            // Character.digit also takes the digits of other scripts.
            int value = digit < 128 ? Character.digit(digit, 16) : -1;
            if (value < 0) {
                throw expected("an escape of four hexadecimal digits");
            }
            code = 16 * code + value;
        }
        at += 5;
        return (char) code;
    }

    /** Escapes can name half of a surrogate pair; such a text could not be written again. */
    private String requireWhole(String string) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(string)) {
            throw expected("no half of a surrogate pair before this");
        }
        return string;
    }

    private void expect(char c) {
        if (!found(c)) {
            throw expected("'" + c + "'");
        }
    }

    private boolean found(char c) {
        space();
        if (at == text.length() || text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private CheckpointException expected(String what) {
        String there = at >= text.length()
                ? "it ends"
                : "there is " + (text.charAt(at) < ' ' ? "a control character" : quoted());
        return new CheckpointException(
                file,
                "the header is no safetensors header: at character " + at + ", " + what + " is expected, and " + there
                        + ".");
    }

    private String quoted() {
        return "'" + text.charAt(at) + "'";
    }
}
