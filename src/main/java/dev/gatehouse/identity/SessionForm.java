package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How a client keeps its session, where it does not keep the tokens itself. */
@RegisterForReflection
public enum SessionForm {
    /** In cookies that scripts cannot read. */
    @JsonProperty("cookie")
    COOKIE
}
