package dev.gatehouse.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.observability.Rules.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    private static final String RUNBOOKS = "https://github.com/gatehouse/gatehouse/blob/main/docs/troubleshooting.md#";

    static List<Alert> alerts() {
        return Rules.alerts();
    }

    private static Set<String> names() {
        return Rules.alerts().stream().map(Alert::name).collect(Collectors.toSet());
    }

    private static List<String> headings() throws IOException {
        return Files.readString(Path.of("docs/troubleshooting.md"))
                .lines()
                .filter(line -> line.startsWith("### Gatehouse"))
                .map(line -> line.substring("### ".length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertSaysWhatItIs(Alert alert) {
        assertThat(alert.severity()).isIn("critical", "warning");
        assertThat(alert.annotation("summary")).isNotBlank().doesNotEndWith(".");
        assertThat(alert.annotation("description")).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertLeadsToASectionOfThePage(Alert alert) throws IOException {
        assertThat(alert.annotation("runbook_url"))
                .isEqualTo(RUNBOOKS + alert.name().toLowerCase(Locale.ROOT));
        assertThat(headings()).contains(alert.name());
    }

    @Test
    void everySectionIsOfAnAlert() throws IOException {
        assertThat(headings()).doesNotHaveDuplicates().isSubsetOf(names());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertIsTestedWhenItFiresAndWhenItDoesNot(Alert alert) {
        List<Boolean> expectations = cases().filter(
                        each -> each.path("expr").asText().contains('"' + alert.name() + '"'))
                .map(each -> each.path("exp_samples").isEmpty())
                .toList();
        assertThat(expectations).contains(true, false);
        assertThat(cases().flatMap(each -> each.path("exp_samples").valueStream())
                        .map(sample -> sample.path("labels").asText()))
                .anySatisfy(labels ->
                        assertThat(labels).contains('"' + alert.name() + '"', "severity=\"" + alert.severity() + '"'));
    }

    private static Stream<JsonNode> cases() {
        return Rules.yaml("tests.yaml").path("tests").valueStream().flatMap(test -> test.path("promql_expr_test")
                .valueStream());
    }

    /** What several applications expose is read of this one only. */
    @Test
    void seriesOfOtherApplicationsAreNotRead() {
        assertThat(Stream.concat(Rules.expressions(), Dashboard.expressions())).allSatisfy(expression -> assertThat(
                        expression.replaceAll("\\b(http|process|jvm)_\\w+\\{job=\"gatehouse\"", ""))
                .doesNotContainPattern("\\b(http|process|jvm)_\\w+"));
    }
}
