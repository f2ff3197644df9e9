package dev.gatehouse.mfa;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Second factors. */
@ConfigMapping(prefix = "gatehouse.mfa")
interface MfaConfig {

    /**
     * Whether the pool requires a second factor ({@code MfaConfiguration} is {@code ON}). Nobody can then remove their last
     * one. Cognito has no public operation that says so; Terraform prints it as {@code GATEHOUSE_MFA_REQUIRED}.
     */
    @WithDefault("false")
    boolean required();
}
