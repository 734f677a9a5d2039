package dev.halfcaf.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Prints a header as the safetensors format has it: its length, then JSON, filled up with spaces to 8 bytes. */
final class HeaderWriter {
    /** What the format's own library takes. */
    static final int LONGEST = 100_000_000;

    static final String METADATA = "__metadata__";

    private final StringBuilder json = new StringBuilder();

    private HeaderWriter() {}

    /** @throws CheckpointException if a name is no Unicode, or is the format's own, or the header gets too long */
    static byte[] bytes(Header header, String file) {
        HeaderWriter writer = new HeaderWriter();
        writer.header(header, file);
        ByteBuffer text;
        try {
            text = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(writer.json));
        } catch (CharacterCodingException e) {
            throw new CheckpointException(
                    file, "a name or a text to be written has half of a surrogate pair, which no file can hold.", e);
        }
        int length = (text.remaining() + 7) / 8 * 8;
        if (length > LONGEST) {
            throw new CheckpointException(
                    file, "the header would have " + length + " bytes; the format allows " + LONGEST + ".");
        }
        ByteBuffer out = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(length).put(text);
        while (out.hasRemaining()) {
            out.put((byte) ' ');
        }
        return out.array();
    }

    private void header(Header header, String file) {
        json.append('{');
        string(METADATA);
        json.append(":{");
        String separator = "";
        for (Map.Entry<String, String> entry : new TreeMap<>(header.metadata()).entrySet()) {
            json.append(separator);
            string(entry.getKey());
            json.append(':');
            string(entry.getValue());
            separator = ",";
        }
        json.append('}');
        for (Header.Entry entry : header.entries()) {
            if (entry.name().equals(METADATA)) {
                throw new CheckpointException(file, "a tensor cannot have the name '" + METADATA + "'.");
            }
            json.append(',');
            tensor(entry);
        }
        json.append('}');
    }

    private void tensor(Header.Entry entry) {
        string(entry.name());
        json.append(":{\"dtype\":\"").append(DtypeCode.of(entry.dtype())).append("\",\"shape\":[");
        for (int axis = 0; axis < entry.shape().rank(); axis++) {
            json.append(axis == 0 ? "" : ",").append(entry.shape().size(axis));
        }
        json.append("],\"data_offsets\":[")
                .append(entry.begin())
                .append(',')
                .append(entry.end())
                .append("]}");
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
