package dev.halfcaf.sample.command;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version of the jar, and of the Java that runs it. */
final class SampleVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = SampleVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "Halfcaf sample " + (version == null ? "(not packaged)" : version),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
        };
    }
}
