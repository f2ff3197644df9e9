package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertyName;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertyNamesTest {
    private static final List<String> NAMES = List.of(
            "",
            "\"\"",
            "*",
            "quarkus",
            "quarkus.*",
            "quarkus.log",
            "quarkus.log.*",
            "quarkus.log.level",
            "quarkus.*.level",
            "*.log.level",
            "*.*.*",
            "quarkus.log.category.*.level",
            "quarkus.log.category.\"io.netty\".level",
            "quarkus.log.category.\"io.netty\".*",
            "quarkus.log.category.*",
            "quarkus.log.category",
            "quarkus.log.category[*]",
            "quarkus.log.category[0]",
            "quarkus.log.category[00]",
            "quarkus.log.category[1].name",
            "quarkus.log.category[*].name",
            "gatehouse.limit.sign-in.per-address",
            "gatehouse.limit.*.per-address",
            "gatehouse.limit.*");

    @Test
    void namesThatSmallRyeTakesForEqualAreCompared() {
        assertThat(NAMES).allSatisfy(name -> assertThat(NAMES)
                .filteredOn(other -> PropertyName.equals(name, other) && !PropertyNames.mayBeEqual(name, other))
                .isEmpty());
    }

    @Test
    void namesThatDifferBeforeAnyStarAreNot() {
        assertThat(PropertyNames.mayBeEqual("gatehouse.limit.enabled", "quarkus.log.*"))
                .isFalse();
    }
}
