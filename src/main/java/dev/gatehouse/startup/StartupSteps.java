package dev.gatehouse.startup;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Runs the steps in their order. */
@Singleton
class StartupSteps {
    /** Before all other observers of the start, whose priorities are positive. */
    private static final int FIRST = 0;

    private final List<StartupStep> steps;

    StartupSteps(@All List<StartupStep> steps) {
        this.steps =
                steps.stream().sorted(Comparator.comparing(StartupStep::order)).toList();
    }

    void run(@Observes @Priority(FIRST) StartupEvent event) {
        steps.forEach(StartupStep::run);
    }
}
