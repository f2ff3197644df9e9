package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The chart of the benchmark is that of the table in docs/performance.md. The proofs need Node.js. */
class ChartTest {
    private static final Path PAGE = Path.of("docs/performance.md");
    private static final Path CHART = Path.of("docs/images/speed.svg");
    private static final String REPORT = "src/bench/harness/chart.mjs";
    private static final Pattern RATES =
            Pattern.compile("(?m)^\\| ([^|]+) \\| ([\\d,]+) /s \\| ([\\d,]+) /s \\| ([\\d,]+) /s \\|");

    private static List<MatchResult> rows() throws IOException {
        return RATES.matcher(Files.readString(PAGE)).results().toList();
    }

    private static Element chart() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(CHART.toFile())
                .getDocumentElement();
    }

    private static String text(Element svg, String element) {
        return svg.getElementsByTagName(element).item(0).getTextContent();
    }

    /** What the report's script prints. */
    private static String made(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", REPORT));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        return output;
    }

    @Test
    void tableHasFigures() throws IOException {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    @Tag("proof")
    void chartIsWhatTheReportMakesOfTheTable() throws Exception {
        assertThat(Files.readString(CHART)).isEqualTo(made(PAGE.toString()));
    }

    @ParameterizedTest
    @Tag("proof")
    @ValueSource(strings = {"README.md", "docs/performance.md"})
    void alternativeTextIsThatOfTheReport(String page) throws Exception {
        assertThat(Files.readString(Path.of(page))).contains("![" + made("--alt", PAGE.toString()) + "](");
    }

    /** Holds without Node.js too. */
    @Nested
    class Figures {

        @Test
        void ofTheTableAreInTheChart() throws Exception {
            String figures = text(chart(), "desc");
            assertThat(rows()).allSatisfy(row -> assertThat(figures)
                    .contains("%s %s, %s, %s".formatted(row.group(1), row.group(2), row.group(3), row.group(4))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"README.md", "docs/performance.md"})
        void areInTheAlternativeText(String page) throws Exception {
            assertThat(Files.readString(Path.of(page))).contains("![" + text(chart(), "desc") + "](");
        }
    }

    @Nested
    class Picture {

        @Test
        void hasATitle() throws Exception {
            assertThat(chart().getAttribute("role")).isEqualTo("img");
            assertThat(text(chart(), "title")).contains("Gatehouse", "Express");
        }

        /** Its own ground in each scheme, because a page may be dark where the browser's scheme is light. */
        @Test
        void hasColoursForLightAndDark() throws Exception {
            assertThat(text(chart(), "style"))
                    .contains("prefers-color-scheme: dark", ".ground { fill: #ffffff }", ".ground { fill: #0d1117 }");
        }
    }
}
