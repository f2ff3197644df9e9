package dev.gatehouse.egress;

import dev.gatehouse.SettingsOf;
import java.util.Map;

/** Ways out for the tests of other packages. */
public final class Ways {
    private Ways() {}

    /** Without a proxy, and with the public authorities. */
    public static Egress direct() {
        return new Egress(SettingsOf.mapping(EgressConfig.class, Map.of()));
    }
}
