package dev.halfcaf.processor;

/**
 * Tells the plugin that the processor ran. The two may be loaded by different class loaders (under Gradle they are), so no
 * static of ours connects them; what they share is the thread, since javac runs both on its own.
 */
final class ProcessorTrace {
    private ProcessorTrace() {}

    static void leave() {
        System.setProperty(key(), "");
    }

    static boolean found() {
        return System.getProperty(key()) != null;
    }

    static void clear() {
        System.clearProperty(key());
    }

    @SuppressWarnings("deprecation") // Its successor, threadId(), came with Java 19.
    private static String key() {
        return ProcessorTrace.class.getName() + "." + Thread.currentThread().getId();
    }
}
