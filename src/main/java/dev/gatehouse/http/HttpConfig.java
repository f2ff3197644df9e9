package dev.gatehouse.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on what a request may bring. */
@ConfigMapping(prefix = "gatehouse.http")
interface HttpConfig {

    /** The largest request body that is read; a larger one is answered 413. */
    @WithDefault("16K")
    MemorySize maxBodySize();
}
