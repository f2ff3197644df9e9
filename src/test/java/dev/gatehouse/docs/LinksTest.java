package dev.gatehouse.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links between the pages of the documentation. Links to other sites are not followed. */
class LinksTest {
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^\\s*```.*?^\\s*```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final int README_LINES = 120;

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        assertThat(links().filter(link -> !Files.exists(link.file())))
                .as("links to no file")
                .isEmpty();
    }

    @Test
    void everyAnchorIsAHeading() throws IOException {
        assertThat(links().filter(link -> !link.anchor().isEmpty())
                        .filter(link -> Files.exists(link.file()))
                        .filter(link -> !anchors(link.file()).contains(link.anchor())))
                .as("links to no heading")
                .isEmpty();
    }

    @Test
    void everyPageIsLinkedFromAnother() throws IOException {
        Set<Path> linked = links().filter(link -> !link.page().equals(link.file()))
                .map(Link::file)
                .collect(toSet());
        assertThat(pages())
                .filteredOn(page -> page.startsWith("docs"))
                .isNotEmpty()
                .isSubsetOf(linked);
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    /** A link that stays inside the repository. */
    private record Link(Path page, Path file, String anchor) {
        static Link of(Path page, String target) {
            int mark = target.indexOf('#');
            String path = mark < 0 ? target : target.substring(0, mark);
            Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
            return new Link(page, file, mark < 0 ? "" : target.substring(mark + 1));
        }
    }

    private static Stream<Link> links() throws IOException {
        return pages().stream().flatMap(page -> LINK.matcher(prose(page))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .map(target -> Link.of(page, target)));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Stream.of("docs", "infrastructure", "src/bench", ".github")
                .map(Path::of)
                .flatMap(LinksTest::below)) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                                    .map(Path::of),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> below(Path folder) {
        try {
            return Files.walk(folder).filter(file -> !file.toString().contains("node_modules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prose(Path page) {
        return CODE.matcher(text(page)).replaceAll("");
    }

    private static String text(Path page) {
        try {
            return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The anchors that GitHub gives to the headings of a page. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(text(page))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .forEach(anchor -> {
                    String unique = anchor;
                    for (int count = 1; !anchors.add(unique); count++) {
                        unique = anchor + '-' + count;
                    }
                });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .replaceAll("\\]\\([^)]*\\)", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }
}
