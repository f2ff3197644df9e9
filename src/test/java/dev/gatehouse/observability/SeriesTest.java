package dev.gatehouse.observability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules and dashboard read what the service exposes. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class SeriesTest {
    /** Only with limits that are shared through Redis. */
    private static final String SHARED = "gatehouse_limit_shared";

    private Set<String> exposed = Set.of();

    @BeforeEach
    void scrape() {
        Api.signedIn(Api.member());
        exposed = given().accept("text/plain")
                .get("/metrics")
                .body()
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        exposed.add(SHARED);
    }

    private static Set<String> read(Stream<String> expressions) {
        return expressions
                .flatMap(expression -> PromQl.metrics(expression).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void ofRulesAreExposedOrRecorded() {
        Set<String> read = read(Rules.expressions());
        read.removeAll(Rules.recorded());
        assertThat(read).hasSizeGreaterThan(10).isSubsetOf(exposed);
    }

    @Test
    void ofTheDashboardAreExposed() {
        assertThat(read(Dashboard.expressions())).hasSizeGreaterThan(10).isSubsetOf(exposed);
    }

    @Test
    void recordedAreRead() {
        assertThat(Rules.recorded()).isSubsetOf(read(Rules.expressions()));
    }

    @Test
    void ofVariablesAreGaugesThatAreAlwaysThere() {
        assertThat(Dashboard.variableQueries()).hasSize(2).allSatisfy(query -> assertThat(query)
                .startsWith("label_values(gatehouse_upstream_in_flight_max"));
        assertThat(exposed).contains("gatehouse_upstream_in_flight_max");
    }

    @Test
    void unknownSeriesWouldBeNoticed() {
        assertThat(PromQl.metrics(
                        "sum by (uri) (rate(no_such_total{a=\"b\"}[5m])) > 0.5 or vector(1) unless other offset 5m"))
                .containsExactly("no_such_total", "other");
    }
}
