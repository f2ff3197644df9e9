package dev.gatehouse.admin;

import dev.gatehouse.idempotency.Idempotent;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Endpoints for administrators, on all accounts. */
@Path("/admin/users")
@RunOnVirtualThread
class UsersResource {
    private static final int CREATED = 201;

    private final UserSearch search;
    private final Invitation invitation;

    UsersResource(UserSearch search, Invitation invitation) {
        this.search = search;
        this.invitation = invitation;
    }

    @GET
    @RolesAllowed({"${gatehouse.admin.role}", "${gatehouse.admin.support-role}"})
    @Limited(Limit.ADMIN)
    public UserSearchResponse search(
            @QueryParam("email") @DefaultValue("") String email,
            @QueryParam("status")
                    @DefaultValue("")
                    @Pattern(
                            regexp = "(UNCONFIRMED|CONFIRMED|ARCHIVED|COMPROMISED|UNKNOWN|RESET_REQUIRED"
                                    + "|FORCE_CHANGE_PASSWORD|EXTERNAL_PROVIDER)?",
                            message = "must be a status of Cognito's users")
                    String status,
            @QueryParam("enabled")
                    @DefaultValue("")
                    @Pattern(regexp = "(true|false)?", message = "must be true or false")
                    String enabled,
            @QueryParam("limit")
                    @DefaultValue("60")
                    @Pattern(regexp = "[1-9]|[1-5][0-9]|60", message = "must be a number from 1 to 60")
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return search.page(
                new UserSearch.Conditions(new Email(email).value(), status, enabled, Integer.parseInt(limit)), cursor);
    }

    @POST
    @ResponseStatus(CREATED)
    @RolesAllowed("${gatehouse.admin.role}")
    @Audited(SecurityEvent.ADMIN_INVITATION)
    @Limited(Limit.ADMIN)
    @Idempotent
    public RestResponse<UserResponse> invite(@Valid @NotNull(message = "is required") InviteRequest request) {
        UserResponse user = invitation.of(request);
        return ResponseBuilder.create(Status.CREATED, user)
                .header(HttpHeaders.LOCATION, "/admin/users/" + user.userId())
                .build();
    }
}
