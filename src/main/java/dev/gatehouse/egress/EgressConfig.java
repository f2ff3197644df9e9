package dev.gatehouse.egress;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The way of outgoing calls to Cognito, to STS and for the signing keys. */
@ConfigMapping(prefix = "gatehouse.egress")
interface EgressConfig {

    /** Advanced: the proxy for calls to https addresses: {@code http://[user:password@]host:port}. */
    Optional<String> httpsProxy();

    /** Advanced: the proxy for calls to http addresses, such as an endpoint override. */
    Optional<String> httpProxy();

    /** Advanced: hosts, domains and networks that are called without a proxy, separated by commas; {@code *} for all. */
    Optional<String> noProxy();

    /**
     * A file of PEM certificates of authorities that are trusted besides the public ones, for calls to Cognito, to STS and for
     * the signing keys.
     */
    Optional<Path> caFile();
}
