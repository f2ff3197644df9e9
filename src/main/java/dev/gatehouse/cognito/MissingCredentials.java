package dev.gatehouse.cognito;

import java.util.List;

/** There are no AWS credentials now. */
final class MissingCredentials extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String causes;

    /**
     * @param causes what went wrong in each place that is set up to give credentials, without secrets; empty when none is
     */
    MissingCredentials(List<String> causes) {
        super(null, null, false, false);
        this.causes = String.join("; ", causes);
    }

    /** Empty when no place is set up. */
    String causes() {
        return causes;
    }
}
