package dev.gatehouse;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** Conditions that ArchUnit has no words for. */
final class Conditions {
    private Conditions() {}

    static ArchCondition<JavaMethod> hold(String description, Predicate<JavaMethod> predicate) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        method, predicate.test(method), method.getFullName() + " does not " + description));
            }
        };
    }
}
