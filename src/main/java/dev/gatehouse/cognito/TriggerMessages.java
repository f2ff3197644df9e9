package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.RefusedByPool;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a trigger (a Lambda function of the pool) says when it refuses, as far as clients may read it. */
@Singleton
class TriggerMessages {
    private static final int MAX_LENGTH = 256;
    /** Cognito writes "PreSignUp failed with error " before the trigger's own words, and a full stop after them. */
    private static final Pattern COGNITO = Pattern.compile("(\\w+) failed with error (.*?)\\.?", Pattern.DOTALL);
    /** Runs before Cognito checks whether the address has an account; the other sign-up triggers run for new accounts only. */
    private static final String BEFORE_SIGN_UP = "PreSignUp";

    private final Optional<Pattern> passed;
    private final boolean concealing;

    TriggerMessages(CognitoConfig config, PrivacyConfig privacy) {
        passed = pattern(config);
        concealing = privacy.concealAccounts();
    }

    static Optional<Pattern> pattern(CognitoConfig config) {
        try {
            return config.triggerMessagePattern().map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException(
                    "gatehouse.cognito.trigger-message-pattern is malformed: it must be a Java regular expression.");
        }
    }

    /** The refusal, with the trigger's message if it matches the configured pattern. */
    IdentityFailure withMessage(CognitoOperation operation, IdentityFailure refusal, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        if (passed.isEmpty()
                || !(refusal instanceof RefusedByPool)
                || details == null
                || details.errorMessage() == null
                || !"UserLambdaValidationException".equals(details.errorCode())) {
            return refusal;
        }
        return new RefusedByPool(message(operation, details.errorMessage()));
    }

    Optional<String> message(CognitoOperation operation, String fromCognito) {
        Matcher parts = COGNITO.matcher(fromCognito);
        if (!parts.matches() || (concealing && mayRevealAccount(operation, parts.group(1)))) {
            return Optional.empty();
        }
        String text = parts.group(2);
        return text.length() <= MAX_LENGTH
                        && passed.filter(pattern -> Steps.matches(pattern, text))
                                .isPresent()
                ? Optional.of(text)
                : Optional.empty();
    }

    /** In other operations the client has proved a password, a code or a token, or gets the same answer anyway. */
    private static boolean mayRevealAccount(CognitoOperation operation, String trigger) {
        return operation == CognitoOperation.SIGN_UP && !BEFORE_SIGN_UP.equals(trigger);
    }

    /** Text that aborts a match after a number of steps, against catastrophic backtracking (ReDoS). */
    private static final class Steps implements CharSequence {
        private static final int MAX_STEPS = 100_000;

        private final String text;
        private int left = MAX_STEPS;

        private Steps(String text) {
            this.text = text;
        }

        static boolean matches(Pattern pattern, String text) {
            try {
                return pattern.matcher(new Steps(text)).matches();
            } catch (TooManySteps e) {
                return false;
            }
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooManySteps() {
            super(null, null, false, false);
        }
    }
}
