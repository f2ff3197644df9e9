package dev.gatehouse.support;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An embedded pool of a test class's own. While it is open, {@link Pool} speaks to it; afterwards to whom it did before. */
public final class OwnPool implements AutoCloseable {
    private final Emulator emulator = Emulator.start(EmulatorSettings.defaults());
    private final @Nullable String before =
            System.setProperty(PoolResource.ENDPOINT, emulator.endpoint().toString());

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
