package dev.gatehouse.limit;

import java.util.HexFormat;

/** An address or an account, as 128 bits of a keyed hash. */
record LimitKey(long high, long low) {

    /** 32 hexadecimal digits. */
    String text() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
