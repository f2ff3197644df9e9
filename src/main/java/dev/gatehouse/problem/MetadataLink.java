package dev.gatehouse.problem;

import dev.gatehouse.http.HttpConfig;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds to the challenge of a 401 where the metadata of this service is (RFC 9728 §5.1), if its public address is known. Only for
 * the routes of this service: the document is not about a site that it guards for a proxy.
 */
@Singleton
class MetadataLink {
    private static final String CHALLENGE = "WWW-Authenticate";

    private final String parameter;

    MetadataLink(HttpConfig config) {
        this.parameter = config.publicUrl()
                .map(url -> ", resource_metadata=\"" + url + "/.well-known/oauth-protected-resource\"")
                .orElse("");
    }

    /** The header fields of the answer, with the link if it is a 401. */
    Map<String, String> headers(Answer answer) {
        if (answer.type().status() != 401 || parameter.isEmpty()) {
            return answer.headers();
        }
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.computeIfPresent(CHALLENGE, (_, challenge) -> challenge + parameter);
        return headers;
    }
}
