package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupResponse;

/** The groups of the pool, by AWS credentials (IAM). */
@Singleton
public class CognitoGroups {
    private final CognitoGateway cognito;
    private final CognitoSettings settings;

    CognitoGroups(CognitoGateway cognito, CognitoSettings settings) {
        this.cognito = cognito;
        this.settings = settings;
    }

    /**
     * A page of groups.
     *
     * @param next Cognito's token of the next page; empty on the last one
     */
    public record Page(List<GroupRecord> groups, Optional<String> next) {}

    /**
     * A page of the pool's groups.
     *
     * @param next Cognito's token of the page; empty for the first one
     * @throws IdentityException {@code InvalidInput} naming {@code cursor} if Cognito does not accept the token
     */
    public Page list(int limit, Optional<String> next) {
        ListGroupsRequest.Builder request =
                ListGroupsRequest.builder().userPoolId(settings.poolId()).limit(limit);
        next.ifPresent(request::nextToken);
        ListGroupsResponse page = cognito.signed(
                CognitoOperation.LIST_GROUPS,
                ListGroupsResponse.class,
                (client, signing) ->
                        client.listGroups(request.overrideConfiguration(signing).build()));
        try {
            return new Page(
                    page.groups().stream().map(GroupRecord::of).toList(), Optional.ofNullable(page.nextToken()));
        } catch (IncompleteAnswer e) {
            throw new IdentityException(CallFailures.ofIncompleteAnswer(CognitoOperation.LIST_GROUPS, e));
        }
    }

    /**
     * Makes a group.
     *
     * @throws IdentityException {@code GroupExists}
     */
    public GroupRecord create(String name, Optional<String> description, Optional<Integer> precedence) {
        CreateGroupRequest.Builder request =
                CreateGroupRequest.builder().userPoolId(settings.poolId()).groupName(name);
        description.ifPresent(request::description);
        precedence.ifPresent(request::precedence);
        CreateGroupResponse created = cognito.signed(
                CognitoOperation.CREATE_GROUP,
                CreateGroupResponse.class,
                (client, signing) -> client.createGroup(
                        request.overrideConfiguration(signing).build()));
        return read(CognitoOperation.CREATE_GROUP, created.group());
    }

    /**
     * Changes what is given of a group, and sends the rest as it is: Cognito does not say whether it keeps what a request
     * leaves out, the IAM role included.
     *
     * @param description empty to keep it; an empty text removes it
     * @param precedence empty to keep it
     * @throws IdentityException {@code GroupUnknown}
     */
    public GroupRecord update(String name, Optional<String> description, Optional<Integer> precedence) {
        GroupType before = get(name);
        UpdateGroupRequest.Builder request = UpdateGroupRequest.builder()
                .userPoolId(settings.poolId())
                .groupName(name)
                .description(description.orElse(before.description()))
                .precedence(precedence.orElse(before.precedence()))
                .roleArn(before.roleArn());
        UpdateGroupResponse updated = cognito.signed(
                CognitoOperation.UPDATE_GROUP,
                UpdateGroupResponse.class,
                (client, signing) -> client.updateGroup(
                        request.overrideConfiguration(signing).build()));
        return read(CognitoOperation.UPDATE_GROUP, updated.group());
    }

    /**
     * Checks that there is such a group.
     *
     * @throws IdentityException {@code GroupUnknown}
     */
    public void require(String name) {
        get(name);
    }

    private GroupType get(String name) {
        GetGroupRequest.Builder request =
                GetGroupRequest.builder().userPoolId(settings.poolId()).groupName(name);
        GetGroupResponse found = cognito.signed(
                CognitoOperation.GET_GROUP,
                GetGroupResponse.class,
                (client, signing) ->
                        client.getGroup(request.overrideConfiguration(signing).build()));
        return required(CognitoOperation.GET_GROUP, found.group());
    }

    /**
     * Deletes a group, and with it everybody's membership.
     *
     * @throws IdentityException {@code GroupUnknown}
     */
    public void delete(String name) {
        DeleteGroupRequest.Builder request =
                DeleteGroupRequest.builder().userPoolId(settings.poolId()).groupName(name);
        cognito.signed(
                CognitoOperation.DELETE_GROUP,
                DeleteGroupResponse.class,
                (client, signing) -> client.deleteGroup(
                        request.overrideConfiguration(signing).build()));
    }

    private static GroupRecord read(CognitoOperation operation, @Nullable GroupType group) {
        try {
            return GroupRecord.of(required(operation, group));
        } catch (IncompleteAnswer e) {
            throw new IdentityException(CallFailures.ofIncompleteAnswer(operation, e));
        }
    }

    private static GroupType required(CognitoOperation operation, @Nullable GroupType group) {
        try {
            return IncompleteAnswer.require("Group", group);
        } catch (IncompleteAnswer e) {
            throw new IdentityException(CallFailures.ofIncompleteAnswer(operation, e));
        }
    }
}
