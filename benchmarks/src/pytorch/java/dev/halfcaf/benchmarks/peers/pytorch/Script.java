package dev.halfcaf.benchmarks.peers.pytorch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The cast to bfloat16, which DJL's native part does not know as a dtype, as TorchScript. The archive that PyTorch loads
 * is made here: a zip of uncompressed files with the source, and pickles of an object without fields and of no constants.
 */
final class Script implements AutoCloseable {
    private static final String CODE =
            """
            class Script(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Script, x: Tensor) -> Tensor:
                return torch.to(x, 15)
            """;

    private static final byte[] OBJECT = pickle("c__torch__\nScript\n)\u0081}X\u0008\0\0\0training\u0088sb");
    private static final byte[] NO_CONSTANTS = pickle(")");

    private final PtSymbolBlock module;

    Script(NDManager manager) {
        try {
            module = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy in bfloat16; autograd does not see it. */
    PtNDArray toBfloat16(PtNDArray floats) {
        return (PtNDArray) IValueUtils.forward(module, new NDList(floats), false).singletonOrThrow();
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "script/data.pkl", OBJECT);
            add(zip, "script/code/__torch__.py", CODE.getBytes(StandardCharsets.UTF_8));
            add(zip, "script/constants.pkl", NO_CONSTANTS);
            add(zip, "script/version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Protocol 2 of Python's pickle: its opcodes are characters. */
    private static byte[] pickle(String opcodes) {
        return ("\u0080\u0002" + opcodes + ".").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        module.close();
    }
}
