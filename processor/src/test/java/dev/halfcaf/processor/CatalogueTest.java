package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.processor.report.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of the codes: there is one for each, what it shows as a mistake is one, and its remedy works. */
final class CatalogueTest {
    private static final Path PAGES = Path.of("..", "docs", "checks");
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyCodeHasAPageAndEveryPageACode() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("README.md"),
                                    Arrays.stream(Code.values()).map(code -> code + ".md"))
                            .toList());
        }
    }

    @Test
    void theTableOfContentsListsEachOnceWithItsSeverity() throws IOException {
        List<String> rows = Files.readAllLines(PAGES.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| ["))
                .map(line -> line.replaceFirst("^(\\|[^|]*\\|[^|]*\\|).*", "$1"))
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Code.values())
                        .map(code -> "| [" + code + "](" + code + ".md) | " + severity(code) + " |")
                        .toList());
    }

    private static String severity(Code code) {
        return code.severity().name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource
    void thePageShowsTheMistakeAndTheRemedy(Code code) throws IOException {
        String page = Files.readString(PAGES.resolve(code + ".md"));
        assertThat(page).startsWith("# " + code + "\n\n");
        assertThat(page.toLowerCase(Locale.ROOT)).contains("\n" + severity(code) + ": ");
        List<String> blocks = new ArrayList<>();
        Matcher matcher = JAVA.matcher(page);
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        if (!blocks.isEmpty()) {
            assertThat(blocks).hasSize(2);
            compile(blocks.get(0)).hasCodes(severity(code) + " " + code);
            compile(blocks.get(1)).isClean();
        }
    }

    /** Pages show several classes in one piece; in one file, javac would advise against that. */
    private static Compiled compile(String block) {
        return Compiled.with(List.of("-Xlint:-auxiliaryclass"), List.of(new HalfcafProcessor()), Source.acme(block));
    }
}
