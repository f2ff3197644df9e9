package dev.gatehouse.idempotency;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.EmailTaken;
import dev.gatehouse.identity.IdentityFailure.GroupUnknown;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.IdentityFailure.InvitationIncomplete;
import dev.gatehouse.identity.IdentityFailure.RateLimited;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates things of no meaning, and can be told how the next creations end. */
@Path("/test/things")
@RolesAllowed("${gatehouse.admin.role}")
@RunOnVirtualThread
class ThingResource {
    static final AtomicInteger CREATED = new AtomicInteger();

    private static final Queue<IdentityFailure> FAILURES = new ConcurrentLinkedQueue<>();
    private static volatile Gate gate = Gate.open();

    /** Holds creations until it is opened, and tells when one has got to it. */
    record Gate(CountDownLatch reached, CountDownLatch passable) {
        static Gate open() {
            return new Gate(new CountDownLatch(0), new CountDownLatch(0));
        }

        static Gate closed() {
            return new Gate(new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    record ThingRequest(@NotNull String name) {}

    record ThingResponse(int number, String name) {}

    static void reset() {
        FAILURES.clear();
        gate = Gate.open();
    }

    static Gate close() {
        gate = Gate.closed();
        return gate;
    }

    static void failNext(String how) {
        FAILURES.add(
                switch (how) {
                    case "taken" -> new EmailTaken();
                    case "malformed" -> new InvalidInput("name", "is not acceptable");
                    case "limited" -> new RateLimited(Duration.ofSeconds(1));
                    case "incomplete" -> new InvitationIncomplete(new GroupUnknown());
                    case "busy" -> new UpstreamBusy(Duration.ofSeconds(1));
                    default -> throw new IllegalArgumentException(how);
                });
    }

    @POST
    @Idempotent
    @Audited(SecurityEvent.GROUP_CREATION)
    @Limited(Limit.ADMIN)
    public Response create(@Valid @NotNull ThingRequest request) throws InterruptedException {
        gate.reached().countDown();
        gate.passable().await();
        IdentityFailure failure = FAILURES.poll();
        if (failure != null) {
            throw new IdentityException(failure);
        }
        int number = CREATED.incrementAndGet();
        return Response.created(URI.create("/test/things/" + number))
                .entity(new ThingResponse(number, request.name()))
                .build();
    }
}
