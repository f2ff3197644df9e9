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
    private static final int LONGEST = 256;
    /** Cognito writes "PreSignUp failed with error " before the trigger's own words, and a full stop after them. */
    private static final Pattern COGNITO = Pattern.compile("(\\w+) failed with error (.*?)\\.?", Pattern.DOTALL);
    /** Runs before Cognito looks whether the address is taken; the other triggers of a sign-up run for new accounts only. */
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

    /** The refusal, with the words of the trigger that caused it if the setting lets them pass. */
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
        if (!parts.matches() || (concealing && isAboutAnAccount(operation, parts.group(1)))) {
            return Optional.empty();
        }
        String words = parts.group(2);
        return words.length() <= LONGEST
                        && passed.filter(pattern -> Steps.matches(pattern, words))
                                .isPresent()
                ? Optional.of(words)
                : Optional.empty();
    }

    /** Elsewhere who asks has shown a password, a code or a token, or is answered alike whatever the trigger says. */
    private static boolean isAboutAnAccount(CognitoOperation operation, String trigger) {
        return operation == CognitoOperation.SIGN_UP && !BEFORE_SIGN_UP.equals(trigger);
    }

    /** Text that ends the match after so many steps: some patterns try out exponentially many ways through a short text. */
    private static final class Steps implements CharSequence {
        private static final int MOST = 100_000;

        private final String text;
        private int left = MOST;

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
