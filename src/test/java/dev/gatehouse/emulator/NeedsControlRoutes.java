package dev.gatehouse.emulator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What only the embedded pool can be asked: its clock, its outbox, its settings, its seeded users, its own pages. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsControlRoutes.Condition.class)
@interface NeedsControlRoutes {

    /** Skips the test where the endpoint has no control routes. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Pool.HAS_CONTROL
                    ? ConditionEvaluationResult.enabled("The endpoint has control routes.")
                    : ConditionEvaluationResult.disabled("The endpoint has no control routes.");
        }
    }
}
