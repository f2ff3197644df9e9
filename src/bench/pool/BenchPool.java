import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The embedded user pool behind a front that repeats its answers. The pool makes each answer once, signature and all; the front
 * gives it again to everyone who asks the same, after a delay. So an answer costs the load's core some 20 µs and not a signature,
 * and what is measured is the service, not the fake pool.
 *
 * <p>{@code POST /bench/delay?ms=50} sets the delay of the operations that services call; {@code POST /bench/forget} forgets the
 * answers. Everything else goes to the pool itself: its keys, its control API. Prints its address, and ends with its input.
 */
final class BenchPool {
    private static final URI ISSUER = URI.create("https://cognito-idp.eu-west-1.amazonaws.com");

    private final Vertx vertx;
    private final HttpClient client;
    private final URI emulator;
    private final Map<String, Recorded> recorded = new HashMap<>();
    private long delay;

    private record Recorded(int status, String type, Buffer body) {}

    private BenchPool(Vertx vertx, URI emulator) {
        this.vertx = vertx;
        this.emulator = emulator;
        this.client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(64));
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        try (Emulator emulator = Emulator.start(EmulatorSettings.defaults().withPublicEndpoint(ISSUER))) {
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            BenchPool pool = new BenchPool(vertx, emulator.endpoint());
            // Delays are no reason to be later than asked: an answer leaves on the loop that its timer runs on.
            vertx.runOnContext(_ -> vertx.createHttpServer()
                    .requestHandler(request -> request.bodyHandler(body -> pool.handle(request, body)))
                    .listen(port, "127.0.0.1")
                    .onSuccess(server -> System.out.println("http://127.0.0.1:" + server.actualPort())));
            System.in.transferTo(System.out);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void handle(HttpServerRequest request, Buffer body) {
        switch (request.path()) {
            case "/bench/delay" -> {
                delay = Long.parseLong(request.getParam("ms"));
                request.response().end();
            }
            case "/bench/forget" -> {
                recorded.clear();
                request.response().end();
            }
            case "/" -> operation(request, body);
            default -> forward(request, body, reply -> answer(request.response(), reply));
        }
    }

    private void operation(HttpServerRequest request, Buffer body) {
        String key = request.getHeader("X-Amz-Target") + body;
        Recorded known = recorded.get(key);
        if (known != null) {
            later(request.response(), known);
            return;
        }
        forward(request, body, reply -> {
            if (reply.status == 200) {
                recorded.put(key, reply);
            }
            later(request.response(), reply);
        });
    }

    private void later(HttpServerResponse response, Recorded reply) {
        if (delay == 0) {
            answer(response, reply);
        } else {
            vertx.setTimer(delay, _ -> answer(response, reply));
        }
    }

    private static void answer(HttpServerResponse response, Recorded reply) {
        response.setStatusCode(reply.status)
                .putHeader("Content-Type", reply.type)
                .putHeader("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000")
                .end(reply.body);
    }

    private void forward(HttpServerRequest request, Buffer body, java.util.function.Consumer<Recorded> then) {
        client.request(request.method(), emulator.getPort(), emulator.getHost(), request.uri())
                .compose(call -> {
                    copy(request.headers(), call.headers());
                    return call.send(body);
                })
                .compose(reply -> reply.body()
                        .map(content -> new Recorded(
                                reply.statusCode(),
                                reply.getHeader("Content-Type") == null
                                        ? "application/json"
                                        : reply.getHeader("Content-Type"),
                                content)))
                .onSuccess(then::accept)
                .onFailure(failure -> request.response().setStatusCode(502).end(String.valueOf(failure)));
    }

    private static void copy(MultiMap from, MultiMap to) {
        for (String name : new String[] {"Content-Type", "X-Amz-Target", "Authorization"}) {
            if (from.contains(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}
