package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of shell commands in a document: between {@code ```sh} and {@code ```}.
 *
 * @param line the number of its first command's line
 * @param output what it prints, if the document shows it: a block {@code ```text} that follows directly. {@code …} stands for
 *     any text.
 */
record ShellBlock(Path document, int line, String script, Optional<String> output) {
    private static final String FENCE = "```";
    /** What a block that cannot run everywhere begins with. */
    private static final String NEEDS = "# needs ";

    private static final Pattern SERVER = Pattern.compile("(?m)^(\\./mvnw .*\\bquarkus:dev\\b|java .*-jar )");
    private static final Pattern MAVEN = Pattern.compile("(?m)^\\./mvnw ");
    private static final Pattern ANY = Pattern.compile("…");

    /** Those of the document, in their order. */
    static List<ShellBlock> of(Path document) throws IOException {
        List<String> lines = Files.readAllLines(document);
        List<ShellBlock> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (isFence(lines, at, "sh")) {
                int end = end(document, lines, at);
                blocks.add(new ShellBlock(document, at + 2, text(lines, at, end), output(document, lines, end + 1)));
                at = end;
            }
        }
        return blocks;
    }

    private static Optional<String> output(Path document, List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        return isFence(lines, at, "text") ? Optional.of(text(lines, at, end(document, lines, at))) : Optional.empty();
    }

    private static boolean isFence(List<String> lines, int at, String language) {
        return at < lines.size() && lines.get(at).strip().equals(FENCE + language);
    }

    private static int end(Path document, List<String> lines, int start) {
        for (int at = start + 1; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(FENCE)) {
                return at;
            }
        }
        throw new AssertionError(document + ", line " + (start + 1) + ": the block has no end");
    }

    /** Without the indentation of a list. */
    private static String text(List<String> lines, int start, int end) {
        return String.join("\n", lines.subList(start + 1, end)).stripIndent();
    }

    boolean runsAnywhere() {
        return !script.startsWith(NEEDS);
    }

    boolean startsServer() {
        return SERVER.matcher(script).find();
    }

    boolean callsMaven() {
        return MAVEN.matcher(script).find();
    }

    boolean printed(String actual) {
        return output.isEmpty()
                || Pattern.compile(
                                ANY.splitAsStream(output.get() + "\n")
                                        .map(Pattern::quote)
                                        .reduce((one, other) -> one + ".*" + other)
                                        .orElse(""),
                                Pattern.DOTALL)
                        .matcher(actual.strip() + "\n")
                        .matches();
    }

    @Override
    public String toString() {
        return document.getFileName() + ", line " + line;
    }
}
