package dev.gatehouse.cognito;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** One source of AWS credentials. */
final class CredentialSource {
    private final String name;
    private final boolean mayBeAbsent;
    private final BooleanSupplier setUp;
    private final Supplier<AwsCredentialsProvider> factory;
    private @Nullable AwsCredentialsProvider provider;
    private @Nullable AwsCredentials given;

    /**
     * @param name its name in the log
     * @param mayBeAbsent whether it is tried without being configured, so that no answer is not a failure
     * @param setUp whether it is configured
     * @param factory creates its provider, which keeps its credentials until they expire; called again after a failure
     */
    CredentialSource(
            String name, boolean mayBeAbsent, BooleanSupplier setUp, Supplier<AwsCredentialsProvider> factory) {
        this.name = name;
        this.mayBeAbsent = mayBeAbsent;
        this.setUp = setUp;
        this.factory = factory;
    }

    String name() {
        return name;
    }

    boolean isSetUp() {
        return setUp.getAsBoolean();
    }

    /** Locks nothing while the source answers, so that one that hangs holds one caller only. */
    AwsCredentials resolve() {
        AwsCredentials resolved = provider().resolveCredentials();
        synchronized (this) {
            given = resolved;
        }
        return resolved;
    }

    private synchronized AwsCredentialsProvider provider() {
        AwsCredentialsProvider current = provider;
        if (current == null) {
            current = factory.get();
            provider = current;
        }
        return current;
    }

    /** Drops the provider that gave these credentials, unless another one has replaced it already. */
    synchronized void forget(AwsCredentials refused) {
        if (refused.equals(given)) {
            if (provider instanceof SdkAutoCloseable open) {
                open.close();
            }
            provider = null;
            given = null;
        }
    }

    /** Whether this exception means that the source exists, but fails. */
    boolean isFailure(Throwable e) {
        return !mayBeAbsent || causes(e).anyMatch(SdkServiceException.class::isInstance);
    }

    /**
     * Describes the exception's causes for the log. Includes only messages of types that contain hosts, ports and paths,
     * because others may quote a response that contains a secret.
     */
    String describe(Throwable e) {
        return name + ": "
                + String.join(
                        " caused by ",
                        causes(e)
                                .map(cause -> cause.getClass().getSimpleName() + detail(cause))
                                .toList());
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    private static String detail(Throwable cause) {
        if (cause instanceof AwsServiceException e) {
            String code =
                    e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
            return String.format(Locale.ROOT, " (%s, HTTP %d)", code == null ? "no code" : code, e.statusCode());
        }
        return switch (cause.getClass().getPackageName()) {
            case "java.net", "java.nio.file", "javax.net.ssl", "org.apache.http.conn" ->
                " (" + cause.getMessage() + ")";
            default -> "";
        };
    }
}
