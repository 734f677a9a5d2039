package dev.halfcaf.processor;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/**
 * A source file of a test. Each {@code §} in its text marks a place where a message is expected, and is taken out.
 *
 * @param marks the marked places, in the order of the text
 */
record Source(String className, String text, List<Mark> marks) {
    /** A place, counted from 1 as compilers do. */
    record Mark(long line, long column) {}

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("^[^/*\\n]*?\\b(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

    /** A file named after the first type in it. */
    static Source of(String marked) {
        List<Mark> marks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        long line = 1;
        long column = 1;
        for (char c : marked.toCharArray()) {
            if (c == '§') {
                marks.add(new Mark(line, column));
                continue;
            }
            text.append(c);
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        Matcher type = TYPE.matcher(text.toString().replace("§", ""));
        Matcher inPackage = PACKAGE.matcher(text);
        String name = type.find() ? type.group(1) : "package-info";
        return new Source(inPackage.find() ? inPackage.group(1) + "." + name : name, text.toString(), marks);
    }

    /** A layer class in package com.acme: the usual imports, and what differs. */
    static Source acme(String marked) {
        return of("""
                package com.acme;

                import dev.halfcaf.*;
                import dev.halfcaf.qualifier.*;
                import java.util.*;

                """ + marked);
    }

    /** The file for the compiler. */
    JavaFileObject file() {
        return JavaFileObjects.forSourceString(className, text);
    }
}
