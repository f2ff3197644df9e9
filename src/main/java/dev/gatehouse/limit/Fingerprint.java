package dev.gatehouse.limit;

import java.util.HexFormat;

/**
 * What stands for an address or an account wherever it is counted: 128 bits of a keyed hash. Nobody without the key can tell
 * whose it is, or aim at somebody else's.
 */
record Fingerprint(long high, long low) {

    /** 32 hexadecimal digits. */
    String text() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
