package dev.halfcaf.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param line its first line in the page, from 1
 * @param marker what the HTML comment right above it says; empty if there is none
 * @param language what stands behind the fence
 */
record Block(int line, String marker, String language, String text) {
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!--((?:(?!-->).)*)-->\n)?```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    static List<Block> of(String page) {
        List<Block> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(page); block.find(); ) {
            int line = (int) page.substring(0, block.start(3)).lines().count() + 1;
            String marker = block.group(1) == null ? "" : block.group(1).strip();
            blocks.add(new Block(line, marker, block.group(2), block.group(3)));
        }
        return blocks;
    }
}
