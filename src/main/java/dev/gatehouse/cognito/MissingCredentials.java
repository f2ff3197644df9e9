package dev.gatehouse.cognito;

import java.util.List;

/** No AWS credentials are available. */
final class MissingCredentials extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String causes;

    /** @param causes the failure of each configured source, without secrets; empty when none is configured */
    MissingCredentials(List<String> causes) {
        super(null, null, false, false);
        this.causes = String.join("; ", causes);
    }

    /** Empty when no source is configured. */
    String causes() {
        return causes;
    }
}
