package dev.gatehouse.idempotency;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Sends the answer to the first request with the key again. */
class ReplayMapper {

    @ServerExceptionMapper(Replay.class)
    public Response again(Replay replay) {
        KeptAnswer answer = replay.answer();
        Response.ResponseBuilder again = Response.status(answer.status());
        if (!answer.location().isEmpty()) {
            again.header(HttpHeaders.LOCATION, answer.location());
        }
        if (!answer.type().isEmpty()) {
            again.type(answer.type()).entity(answer.body());
        }
        return again.build();
    }
}
