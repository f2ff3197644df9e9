package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.CredentialsRefused;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Finds the AWS credentials for calls that need IAM; other calls are not signed. Checks the sources of the SDK's default chain
 * in the same order, because the chain does not report whether a source failed or is not configured.
 */
@Singleton
class AdminCredentials {
    private final List<CredentialSource> sources;
    private final ExecutorService executor;

    AdminCredentials(CredentialSources sources, @VirtualThreads ExecutorService executor) {
        this.sources = sources.all();
        this.executor = executor;
    }

    /**
     * Makes a call with credentials. If AWS does not accept them, they are loaded anew and the call is made once more, whatever
     * the operation: nothing has happened yet.
     *
     * @throws UnsignedCall when there are no credentials
     */
    <R> R sign(CognitoOperation operation, Function<AwsCredentialsProvider, R> call) {
        AwsCredentials first = of(operation);
        try {
            return call.apply(StaticCredentialsProvider.create(first));
        } catch (IdentityException e) {
            if (!(e.failure() instanceof CredentialsRefused)) {
                throw e;
            }
            sources.forEach(source -> source.forget(first));
            return call.apply(StaticCredentialsProvider.create(of(operation)));
        }
    }

    /** Logs the failure at once: after a timeout the exception is lost. */
    private AwsCredentials of(CognitoOperation operation) {
        try {
            return current();
        } catch (MissingCredentials e) {
            throw new UnsignedCall(CallFailures.ofCredentials(operation, e));
        }
    }

    /**
     * The credentials to sign a call with. Blocks; an interrupt ends the wait, even if a source ignores it.
     *
     * @throws MissingCredentials when no source is configured, or every configured source fails
     */
    private AwsCredentials current() {
        Search search = new Search(sources);
        Future<AwsCredentials> found = executor.submit(search::first);
        try {
            return found.get();
        } catch (InterruptedException e) {
            // The interrupt flag stays cleared: the exception ends the request, and with the flag set its log line is
            // lost.
            throw new MissingCredentials(search.withFailure("no answer in time"));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MissingCredentials missing
                    ? missing
                    : new IllegalStateException(e.getCause());
        } finally {
            found.cancel(true);
        }
    }

    private static final class Search {
        private final List<CredentialSource> sources;
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private volatile String currentSource = "";
        private volatile boolean cancelled;

        private Search(List<CredentialSource> sources) {
            this.sources = sources;
        }

        private AwsCredentials first() {
            for (CredentialSource source : sources) {
                if (cancelled) {
                    break;
                }
                currentSource = source.name();
                try {
                    if (source.isSetUp()) {
                        return source.resolve();
                    }
                } catch (RuntimeException e) {
                    // The SDK, the file system or a parser may have failed. Try the next source.
                    if (source.isFailure(e)) {
                        failures.add(source.describe(e));
                    }
                }
            }
            throw new MissingCredentials(failures);
        }

        private List<String> withFailure(String last) {
            cancelled = true;
            failures.add(currentSource + ": " + last);
            return failures;
        }
    }
}
