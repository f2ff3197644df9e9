package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.FactorPolicy;

/** DescribeUserPool. */
final class DescribeOperations {

    private final UserPool pool;

    DescribeOperations(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode describeUserPool(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            FactorPolicy policy = pool.factors.policy();
            ObjectNode answer = Json.object();
            ObjectNode described = answer.putObject("UserPool")
                    .put("Id", pool.id())
                    .put("Name", "gatehouse")
                    .put("Arn", "arn:aws:cognito-idp:" + pool.region() + ":000000000000:userpool/" + pool.id())
                    .put("DeletionProtection", "INACTIVE")
                    .put("MfaConfiguration", policy.mode().name())
                    .put("UserPoolTier", policy.tier())
                    .put("EstimatedNumberOfUsers", pool.size())
                    .put("CreationDate", Json.timestamp(pool.created()))
                    .put("LastModifiedDate", Json.timestamp(pool.created()));
            described.putArray("UsernameAttributes").add("email");
            described.putArray("AutoVerifiedAttributes").add("email");
            ArrayNode kept = described
                    .putObject("UserAttributeUpdateSettings")
                    .putArray("AttributesRequireVerificationBeforeUpdate");
            if (pool.attributes.keepAddress) {
                kept.add("email");
            }
            described.putObject("UsernameConfiguration").put("CaseSensitive", false);
            described.putObject("AdminCreateUserConfig").put("AllowAdminCreateUserOnly", false);
            ArrayNode recovery = described.putObject("AccountRecoverySetting").putArray("RecoveryMechanisms");
            policy.recovery().forEach(name -> recovery.addObject()
                    .put("Priority", recovery.size())
                    .put("Name", name));
            ObjectNode policies = described.putObject("Policies");
            policy(policies.putObject("PasswordPolicy"));
            ArrayNode first = policies.putObject("SignInPolicy").putArray("AllowedFirstAuthFactors");
            policy.firstFactors().forEach(first::add);
            schema(described.putArray("SchemaAttributes"));
            return answer;
        });
    }

    private void policy(ObjectNode node) {
        PasswordPolicy policy = pool.policy;
        node.put("MinimumLength", policy.minimumLength())
                .put("RequireUppercase", policy.uppercase())
                .put("RequireLowercase", policy.lowercase())
                .put("RequireNumbers", policy.numbers())
                .put("RequireSymbols", policy.symbols())
                .put("PasswordHistorySize", policy.history())
                .put(
                        "TemporaryPasswordValidityDays",
                        CodeKind.INVITATION.validity().toDays());
    }

    private void schema(ArrayNode list) {
        Attributes.STANDARD.stream().sorted().forEach(name -> attribute(list, name, true));
        pool.attributes.custom().forEach((name, mutable) -> attribute(list, name, mutable));
    }

    private void attribute(ArrayNode list, String name, boolean mutable) {
        list.addObject()
                .put("Name", name)
                .put("AttributeDataType", "String")
                .put("DeveloperOnlyAttribute", false)
                .put("Mutable", mutable)
                .put("Required", pool.attributes.isRequired(name));
    }
}
