package dev.halfcaf.sample.command;

import dev.halfcaf.checkpoint.CheckpointException;
import dev.halfcaf.sample.data.InputException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into one line on the standard error and an exit code, in the place of a stack trace. */
final class ErrorSentences implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** The arguments are wrong: the user can put them right. */
    @Override
    public int handleParseException(ParameterException exception, String[] args) {
        print(exception.getCommandLine(), sentence(exception));
        return ExitCode.USAGE;
    }

    /** Data or a checkpoint is missing or damaged, which the user can put right, too; or the program itself is at fault. */
    @Override
    public int handleExecutionException(
            Exception exception, CommandLine commandLine, @Nullable ParseResult parseResult) {
        String message = exception.getMessage();
        print(commandLine, message == null ? exception.toString() : message);
        return exception instanceof InputException || exception instanceof CheckpointException
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    private static String sentence(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        // Our own converters say it better than the words that picocli puts around theirs.
        return exception.getCause() instanceof TypeConversionException conversion
                        && exception.getArgSpec() instanceof OptionSpec option
                ? option.longestName() + ": " + conversion.getMessage()
                : ended(String.valueOf(exception.getMessage()));
    }

    private static String unmatched(UnmatchedArgumentException exception) {
        String argument = exception.getUnmatched().get(0);
        List<String> suggestions = exception.getSuggestions();
        boolean isOption = exception.isUnknownOption();
        if (!isOption && exception.getCommandLine().getSubcommands().isEmpty()) {
            return "'" + argument + "' is one argument too many; --help lists what there is.";
        }
        return "There is no " + (isOption ? "option" : "command") + " '" + argument + "'; "
                + (suggestions.isEmpty() ? "--help lists them." : "did you mean '" + suggestions.get(0) + "'?");
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static void print(CommandLine commandLine, String sentence) {
        commandLine.getErr().println(sentence);
    }
}
