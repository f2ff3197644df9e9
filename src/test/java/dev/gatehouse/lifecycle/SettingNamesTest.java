package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.NameIterator;
import io.smallrye.config.PropertyName;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingNamesTest {
    private static final List<String> NAMES = List.of(
            "",
            "\"\"",
            "*",
            ".",
            "a..b",
            "quarkus",
            "quarkus.",
            "quarkus.*",
            "quarkus.log",
            "quarkus.log.*",
            "quarkus.log.level",
            "quarkus.*.level",
            "*.log.level",
            "*.*.*",
            "%prod.quarkus.log.level",
            "quarkus.log.category.*.level",
            "quarkus.log.category.\"io.netty\".level",
            "quarkus.log.category.\"io.netty\"",
            "quarkus.log.category.\"io.netty\".*",
            "quarkus.log.category.io\\.netty.level",
            "quarkus.log.category.*",
            "quarkus.log.category",
            "quarkus.log.category[*]",
            "quarkus.log.category[0]",
            "quarkus.log.category[00]",
            "quarkus.log.category[00].*",
            "quarkus.log.category[1].name",
            "quarkus.log.category[*].name",
            "gatehouse.limit.sign-in.per-address",
            "gatehouse.limit.*.per-address",
            "gatehouse.limit.*");

    @Test
    void segmentsEndWhereQuarkusSaysThatTheyEnd() {
        assertThat(NAMES).allSatisfy(name -> {
            NameIterator segments = new NameIterator(name);
            while (segments.hasNext()) {
                assertThat(SettingNames.segmentEnd(name, segments.getPosition()))
                        .isIn(-1, segments.getNextEnd());
                segments.next();
            }
        });
    }

    @Test
    void plainSegmentsAreFoundWithoutQuarkus() {
        assertThat(SettingNames.segmentEnd("quarkus.log.level", 7)).isEqualTo(11);
        assertThat(SettingNames.segmentEnd("quarkus.log.level", 11)).isEqualTo(17);
    }

    @Test
    void noSegmentFollowsTheEnd() {
        assertThat(SettingNames.segmentEnd("quarkus", 7)).isEqualTo(-1);
    }

    @Test
    void namesThatSmallRyeTakesForEqualAreNotRuledOutByTheirEnds() {
        assertThat(NAMES).allSatisfy(name -> assertThat(NAMES)
                .filteredOn(other -> PropertyName.equals(name, other) && endsDiffer(name, other))
                .isEmpty());
    }

    @Test
    void plainNamesWithOtherEndsAreRuledOut() {
        assertThat(endsDiffer("quarkus.log.level", "quarkus.log.category.*.format"))
                .isTrue();
    }

    private static boolean endsDiffer(String name, String other) {
        return SettingNames.endsDiffer(name, 0, name.length(), other, 0, other.length());
    }
}
