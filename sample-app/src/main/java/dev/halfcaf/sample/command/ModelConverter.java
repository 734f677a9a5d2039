package dev.halfcaf.sample.command;

import dev.halfcaf.sample.program.ModelName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a model from the command line. */
final class ModelConverter implements ITypeConverter<ModelName> {
    @Override
    public ModelName convert(String name) {
        return ModelName.of(name)
                .orElseThrow(() ->
                        new TypeConversionException("'" + name + "' is no model. Models: " + ModelName.all() + "."));
    }
}
