package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoGroups;
import dev.gatehouse.idempotency.Idempotent;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogField;
import dev.gatehouse.role.RoleChange.DeletingGroup;
import dev.gatehouse.role.RoleChanges;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Endpoints for the groups of the pool, which are the roles of its users. */
@Path("/admin/groups")
@RolesAllowed("${gatehouse.admin.role}")
@RunOnVirtualThread
class GroupResource {
    private static final int CREATED = 201;

    private final CognitoGroups groups;
    private final RoleChanges roles;
    private final Cursors cursors;

    GroupResource(CognitoGroups groups, RoleChanges roles, Cursors cursors) {
        this.groups = groups;
        this.roles = roles;
        this.cursors = cursors;
    }

    /** A page of groups, by name. */
    @GET
    @RolesAllowed({"${gatehouse.admin.role}", "${gatehouse.admin.support-role}"})
    @Limited(Limit.ADMIN)
    public GroupsResponse list(
            @QueryParam("limit")
                    @DefaultValue("60")
                    @Pattern(regexp = "[1-9]|[1-5][0-9]|60", message = "must be a number from 1 to 60")
                    String limit,
            @QueryParam("cursor") Optional<String> cursor) {
        List<String> list = List.of("groups", limit);
        CognitoGroups.Page page = groups.list(
                Integer.parseInt(limit),
                cursor.map(text -> cursors.open(list, text)).map(Secret::value));
        return GroupsResponse.of(page.groups(), page.next().map(token -> cursors.of(list, new Secret(token))));
    }

    /** Makes a group. */
    @POST
    @ResponseStatus(CREATED)
    @Audited(SecurityEvent.GROUP_CREATION)
    @Limited(Limit.ADMIN)
    @Idempotent
    public GroupResponse create(@Valid @NotNull(message = "is required") CreateGroupRequest request) {
        MDC.put(LogField.GROUP, request.name());
        return GroupResponse.of(groups.create(
                request.name(), Optional.ofNullable(request.description()), Optional.ofNullable(request.precedence())));
    }

    /** Changes what is said of a group. */
    @PATCH
    @Path("/{name}")
    @Audited(SecurityEvent.GROUP_CHANGE)
    @Limited(Limit.ADMIN)
    public GroupResponse change(
            @PathParam("name") @Pattern(regexp = GroupName.FORM, message = GroupName.MALFORMED) String name,
            @NotNull(message = "is required") ChangeGroupRequest request) {
        MDC.put(LogField.GROUP, name);
        return GroupResponse.of(groups.update(name, request.checkedDescription(), request.checkedPrecedence()));
    }

    /** Deletes a group that has no members. */
    @DELETE
    @Path("/{name}")
    @Audited(SecurityEvent.GROUP_DELETION)
    @Limited(Limit.ADMIN)
    public void delete(
            @PathParam("name") @Pattern(regexp = GroupName.FORM, message = GroupName.MALFORMED) String name) {
        MDC.put(LogField.GROUP, name);
        roles.run(new DeletingGroup(name), false, () -> groups.delete(name));
    }
}
