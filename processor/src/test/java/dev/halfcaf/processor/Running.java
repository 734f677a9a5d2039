package dev.halfcaf.processor;

/** Runs what was generated. */
final class Running {
    private Running() {}

    /** What {@code com.acme.Main.run()} returns. */
    static String run(Source... sources) throws ReflectiveOperationException {
        Class<?> main = Compiled.of(sources).load().loadClass("com.acme.Main");
        return (String) main.getMethod("run").invoke(null);
    }
}
