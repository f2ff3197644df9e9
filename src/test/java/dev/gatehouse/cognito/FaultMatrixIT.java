package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import dev.gatehouse.support.OwnCertificate;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Wire;
import io.restassured.path.json.JsonPath;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of Cognito that is in use, with every fault: what the client is told, how long it waits, and how often
 * Cognito is asked.
 */
@Tag("proof")
@Tag("repeat")
class FaultMatrixIT {
    private static final Duration TIME_LIMIT = Duration.ofMillis(1500);
    private static final int RETRIES = 1;
    /** Of those that are over soon, lest they wait for each other and be late. */
    private static final int AT_ONCE = 6;
    /** For a machine that is busy with all of them at once; also for the second that a sign-out everywhere takes. */
    private static final Duration MARGIN = Duration.ofSeconds(8);

    private static final Map<Fault, Map<CognitoOperation, Cell>> MATRIX = new EnumMap<>(Fault.class);
    /** Those that answer with nothing but success. */
    private static final Set<CognitoOperation> WITHOUT_RESULT = EnumSet.of(
            CognitoOperation.REVOKE_TOKEN,
            CognitoOperation.GLOBAL_SIGN_OUT,
            CognitoOperation.CONFIRM_FORGOT_PASSWORD,
            CognitoOperation.CHANGE_PASSWORD,
            CognitoOperation.SET_USER_MFA_PREFERENCE,
            CognitoOperation.COMPLETE_WEB_AUTHN_REGISTRATION,
            CognitoOperation.DELETE_WEB_AUTHN_CREDENTIAL,
            CognitoOperation.DELETE_USER_ATTRIBUTES,
            CognitoOperation.VERIFY_USER_ATTRIBUTE,
            CognitoOperation.DELETE_USER,
            CognitoOperation.ADMIN_DELETE_SOFTWARE_TOKEN,
            CognitoOperation.ADMIN_SET_USER_MFA_PREFERENCE,
            CognitoOperation.ADMIN_USER_GLOBAL_SIGN_OUT,
            CognitoOperation.ADMIN_UPDATE_USER_ATTRIBUTES,
            CognitoOperation.ADMIN_DELETE_USER_ATTRIBUTES,
            CognitoOperation.ADMIN_DELETE_USER,
            CognitoOperation.ADMIN_DISABLE_USER,
            CognitoOperation.ADMIN_ENABLE_USER,
            CognitoOperation.ADMIN_RESET_USER_PASSWORD,
            CognitoOperation.ADMIN_SET_USER_PASSWORD,
            CognitoOperation.ADMIN_ADD_USER_TO_GROUP,
            CognitoOperation.ADMIN_REMOVE_USER_FROM_GROUP,
            CognitoOperation.DELETE_GROUP);
    /** Those that the same request calls others before or after, which work. */
    private static final Set<CognitoOperation> AMONG_OTHERS = EnumSet.of(
            CognitoOperation.ASSOCIATE_SOFTWARE_TOKEN,
            CognitoOperation.VERIFY_SOFTWARE_TOKEN,
            CognitoOperation.SET_USER_MFA_PREFERENCE,
            CognitoOperation.COMPLETE_WEB_AUTHN_REGISTRATION,
            CognitoOperation.VERIFY_USER_ATTRIBUTE,
            CognitoOperation.DELETE_USER,
            CognitoOperation.ADMIN_GET_USER_AUTH_FACTORS,
            CognitoOperation.ADMIN_DELETE_SOFTWARE_TOKEN,
            CognitoOperation.ADMIN_SET_USER_MFA_PREFERENCE,
            CognitoOperation.ADMIN_USER_GLOBAL_SIGN_OUT,
            CognitoOperation.ADMIN_LIST_GROUPS_FOR_USER,
            CognitoOperation.ADMIN_ADD_USER_TO_GROUP,
            CognitoOperation.ADMIN_UPDATE_USER_ATTRIBUTES,
            CognitoOperation.ADMIN_DELETE_USER_ATTRIBUTES,
            CognitoOperation.ADMIN_DELETE_USER,
            CognitoOperation.ADMIN_DISABLE_USER,
            CognitoOperation.ADMIN_ENABLE_USER,
            CognitoOperation.ADMIN_RESET_USER_PASSWORD,
            CognitoOperation.ADMIN_SET_USER_PASSWORD,
            CognitoOperation.ADMIN_REMOVE_USER_FROM_GROUP,
            CognitoOperation.LIST_USERS_IN_GROUP,
            CognitoOperation.DELETE_GROUP,
            CognitoOperation.GET_GROUP,
            CognitoOperation.UPDATE_GROUP);

    /** What came of one operation with one fault. */
    private record Cell(Answer answer, int calls, int mails, Duration took) {
        String code() {
            return answer.status() < 300 ? "" : JsonPath.from(answer.body()).getString("code");
        }
    }

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws Exception {
        try (OwnPool pool = new OwnPool();
                Wire wire = Wire.to(pool.endpoint());
                Wire untrusted = new Wire(
                        pool.endpoint(),
                        OwnCertificate.in(folder, "ip:127.0.0.1")
                                .sockets()
                                .createServerSocket(0, 64, InetAddress.getLoopbackAddress()));
                Gatehouse wired = launch(pool, wire.address("http").toString()).launch();
                Gatehouse astray = launch(pool, "http://cognito.invalid").launch();
                Gatehouse deceived =
                        launch(pool, untrusted.address("https").toString()).launch();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            wired.awaitOk("/health/ready");
            astray.awaitOk("/health/live");
            deceived.awaitOk("/health/live");
            Semaphore few = new Semaphore(AT_ONCE);
            Map<Fault, Future<Scene>> scenes = new EnumMap<>(Fault.class);
            for (Fault fault : Fault.values()) {
                String name = fault.name().toLowerCase(Locale.ROOT);
                scenes.put(fault, threads.submit(() -> within(few, () -> new Scene(name, wired))));
            }
            for (Future<Scene> scene : scenes.values()) {
                scene.get();
            }
            Map<Fault, Gatehouse> elsewhere = Map.of(Fault.NO_ADDRESS, astray, Fault.NO_TRUST, deceived);
            Map<Fault, Map<CognitoOperation, Future<Cell>>> asked = new EnumMap<>(Fault.class);
            for (Fault fault : Fault.values()) {
                Map<CognitoOperation, Future<Cell>> column = new EnumMap<>(CognitoOperation.class);
                asked.put(fault, column);
                for (CognitoOperation operation : Scene.VISIBLE) {
                    Gatehouse at = elsewhere.getOrDefault(fault, wired);
                    Callable<Cell> cell =
                            () -> cell(operation, fault, scenes.get(fault).get(), at, wire);
                    column.put(operation, threads.submit(fault.takesTime() ? cell : () -> within(few, cell)));
                }
            }
            for (Fault fault : Fault.values()) {
                Map<CognitoOperation, Cell> column = new EnumMap<>(CognitoOperation.class);
                MATRIX.put(fault, column);
                for (CognitoOperation operation : Scene.VISIBLE) {
                    column.put(operation, asked.get(fault).get(operation).get());
                }
            }
        }
    }

    @AfterAll
    static void forget() {
        MATRIX.clear();
    }

    private static Gatehouse.Launch launch(OwnPool pool, String endpoint) {
        return pool.launch()
                .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
                .env("AWS_SECRET_ACCESS_KEY", "none")
                .setting("quarkus.cognito-user-pools.endpoint-override", endpoint)
                .setting("quarkus.cognito-user-pools.api-call-timeout", TIME_LIMIT.toMillis() + "ms")
                .setting("gatehouse.cognito.max-retries", Integer.toString(RETRIES))
                .setting("gatehouse.cognito.retry-delay", "10ms")
                .setting("gatehouse.token.reauthentication-max-age", "1h")
                .setting("gatehouse.account.email-change", "true")
                .setting("gatehouse.cognito.circuit-window", "10000")
                .setting("gatehouse.cognito.trace-header", "true");
    }

    private static <T> T within(Semaphore few, Callable<T> what) throws Exception {
        few.acquire();
        try {
            return what.call();
        } finally {
            few.release();
        }
    }

    private static Cell cell(CognitoOperation operation, Fault fault, Scene scene, Gatehouse at, Wire wire) {
        String trace = String.format("%016x%016x", fault.ordinal() + 1, operation.ordinal() + 1);
        if (AMONG_OTHERS.contains(operation)) {
            wire.set(trace, operation.wireName(), fault.wire);
        } else {
            wire.set(trace, fault.wire);
        }
        HttpRequest request = scene.cause(operation, at.address())
                .header("traceparent", "00-" + trace + "-00000000000000aa-01")
                .build();
        long begun = System.nanoTime();
        Answer answer = at.send(request);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Cell(answer, wire.calls(trace), scene.mails(operation), took);
    }

    /** How often Cognito is to be asked. */
    private static int calls(CognitoOperation operation, Fault fault) {
        if (fault == Fault.NO_ADDRESS || fault == Fault.NO_TRUST) {
            return 0;
        }
        if (operation == CognitoOperation.CONFIRM_FORGOT_PASSWORD && works(operation, fault)) {
            // AdminGetUser follows, which meets the same fault, and then a sign-in, to end the user's sessions.
            return 3;
        }
        if (operation == CognitoOperation.ADMIN_SET_USER_MFA_PREFERENCE && works(operation, fault)) {
            // One for each kind of message.
            return 2;
        }
        return operation.safeToRepeat() && fault.isWorthAnotherTry() ? 1 + RETRIES : 1;
    }

    /** The head has told already that the call worked, and of the body nothing is needed. */
    private static boolean works(CognitoOperation operation, Fault fault) {
        return fault == Fault.TRUNCATED && WITHOUT_RESULT.contains(operation);
    }

    private static int success(CognitoOperation operation) {
        return switch (operation) {
            case COMPLETE_WEB_AUTHN_REGISTRATION, ADMIN_ADD_USER_TO_GROUP -> 201;
            case ADMIN_DELETE_SOFTWARE_TOKEN, ADMIN_SET_USER_MFA_PREFERENCE -> 200;
            default -> 204;
        };
    }

    static Stream<Arguments> cells() {
        return Scene.VISIBLE.stream()
                .flatMap(operation -> Stream.of(Fault.values()).map(fault -> Arguments.of(operation, fault)));
    }

    private static Cell cell(CognitoOperation operation, Fault fault) {
        return MATRIX.get(fault).get(operation);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void clientIsToldWhatItMayDo(CognitoOperation operation, Fault fault) {
        Cell cell = cell(operation, fault);
        String expected = works(operation, fault) ? success(operation) + " " : fault.status + " " + fault.code;
        assertThat(cell.answer().status() + " " + cell.code())
                .as(cell.answer().body())
                .isEqualTo(expected);
        assertThat(cell.answer().header("Retry-After").isEmpty()).isEqualTo(!expected.startsWith("503"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void clientIsAnsweredInTime(CognitoOperation operation, Fault fault) {
        int tries = operation.safeToRepeat() ? 1 + RETRIES : 1;
        assertThat(cell(operation, fault).took())
                .isLessThan(TIME_LIMIT.multipliedBy(tries).plus(MARGIN));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cognitoIsAskedAgainOnlyIfThatDoesNoHarm(CognitoOperation operation, Fault fault) {
        assertThat(cell(operation, fault).calls()).isEqualTo(calls(operation, fault));
        assertThat(cell(operation, fault).mails()).isLessThanOrEqualTo(1);
    }
}
