package dev.gatehouse.support;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An embedded pool of a test class's own. While it is open, {@link Pool} speaks to it; afterwards to whom it did before. */
public final class OwnPool implements AutoCloseable {
    private final Emulator emulator;
    private final @Nullable String before;

    /** @param hosts names by which requests reach it, beside those of this machine */
    public OwnPool(String... hosts) {
        emulator = Emulator.start(EmulatorSettings.defaults().withHosts(List.of(hosts)));
        before = System.setProperty(PoolResource.ENDPOINT, emulator.endpoint().toString());
    }

    /** A launch in front of this pool, with the settings of a production deployment. */
    public Gatehouse.Launch launch() {
        return Gatehouse.before(emulator);
    }

    public URI endpoint() {
        return emulator.endpoint();
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(PoolResource.ENDPOINT);
        } else {
            System.setProperty(PoolResource.ENDPOINT, before);
        }
        emulator.close();
    }
}
