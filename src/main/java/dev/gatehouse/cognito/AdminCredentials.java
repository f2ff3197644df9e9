package dev.gatehouse.cognito;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * The AWS credentials of administrative calls; everything else is called without any. The SDK's default chain does not tell
 * whether a place failed or is not set up at all, so this asks the same places in the same order itself.
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
     * The credentials to sign a call with. Blocks; an interrupt ends the wait, whatever the places do with it.
     *
     * @throws MissingCredentials when there are none, or those that are set up cannot be had
     */
    AwsCredentials current() {
        Search search = new Search(sources);
        Future<AwsCredentials> found = executor.submit(search::first);
        try {
            return found.get();
        } catch (InterruptedException e) {
            // The exception ends the request; a flag would keep its line from the log.
            throw new MissingCredentials(search.failuresAnd("no answer in time"));
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
        private volatile String asked = "";
        private volatile boolean over;

        private Search(List<CredentialSource> sources) {
            this.sources = sources;
        }

        private AwsCredentials first() {
            for (CredentialSource source : sources) {
                if (over) {
                    break;
                }
                asked = source.name();
                try {
                    if (source.isSetUp()) {
                        return source.resolve();
                    }
                } catch (RuntimeException e) {
                    // Of many kinds: SDK, file system, numbers in files. Whatever it is, the next place may have some.
                    if (source.isFailure(e)) {
                        failures.add(source.describe(e));
                    }
                }
            }
            throw new MissingCredentials(failures);
        }

        private List<String> failuresAnd(String last) {
            over = true;
            failures.add(asked + ": " + last);
            return failures;
        }
    }
}
