package dev.gatehouse.egress;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How calls to Cognito, to STS and for the signing keys leave. */
@ConfigMapping(prefix = "gatehouse.egress")
interface EgressConfig {

    /** The proxy for https addresses, such as {@code http://user:password@proxy.example.com:3128}. */
    Optional<String> httpsProxy();

    /** The proxy for http addresses. */
    Optional<String> httpProxy();

    /** Hosts, domains and networks that are called without a proxy, separated by commas; {@code *} for all. */
    Optional<String> noProxy();

    /** A file of PEM certificates to trust besides the public authorities. */
    Optional<Path> caFile();
}
