package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Many callers at once. */
@NeedsControlRoutes
class ConcurrencyContractTest {

    private static final String EMAIL = "ada@example.com";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private static <T> List<T> together(int callers, IntFunction<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Callable<T> one = work.apply(i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void oneOfSixteenParallelSignUpsOfANameSucceeds() throws Exception {
        List<String> results = together(16, i -> () -> {
            try {
                return pool.signUp(i % 2 == 0 ? EMAIL : "ADA@example.com").userSub();
            } catch (UsernameExistsException taken) {
                return "taken";
            }
        });
        assertThat(results).filteredOn("taken"::equals).hasSize(15);
        assertThat(pool.get("/outbox")).hasSize(1);
    }

    @Test
    void oneOfSixteenParallelConfirmationsSucceeds() throws Exception {
        pool.withoutLimits();
        pool.signUp(EMAIL);
        String code = pool.code(EMAIL);
        List<String> results = together(16, i -> () -> {
            try {
                pool.confirm(EMAIL, code);
                return "confirmed";
            } catch (NotAuthorizedException | CodeMismatchException late) {
                return "late";
            }
        });
        assertThat(results).containsOnlyOnce("confirmed");
    }

    @Test
    void thirtyTwoUsersLiveTheirWholeLivesAtOnce() throws Exception {
        List<Boolean> results = together(32, i -> () -> {
            String email = "user" + i + "@example.com";
            pool.register(email);
            var tokens = pool.signIn(email);
            var fresh = pool.refresh(tokens.refreshToken());
            pool.forgot(email);
            pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD);
            pool.cognito.globalSignOut(r -> r.accessToken(fresh.accessToken()));
            return pool.signIn(email, Pool.OTHER_PASSWORD).accessToken() != null;
        });
        assertThat(results).hasSize(32).containsOnly(true);
    }

    @Test
    void hundredsOfSignInsTakeASecondOrTwo() throws Exception {
        long start = System.nanoTime();
        together(500, i -> () -> pool.signIn("demo@example.com", "demo-Passw0rd!"));
        // The aim is 500 a second on an idle core; a busy build machine gets ten times as long.
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }
}
