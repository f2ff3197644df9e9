package dev.gatehouse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the little CBOR (RFC 8949) that authenticators produce. A map's entries follow {@link #map}, in order. */
final class Cbor {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Cbor map(int entries) {
        return head(5, entries);
    }

    Cbor number(long value) {
        return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    Cbor text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        head(3, bytes.length).out.writeBytes(bytes);
        return this;
    }

    Cbor bytes(byte[] value) {
        head(2, value.length).out.writeBytes(value);
        return this;
    }

    byte[] encoded() {
        return out.toByteArray();
    }

    private Cbor head(int type, long value) {
        int major = type << 5;
        if (value < 24) {
            out.write(major | (int) value);
        } else if (value < 256) {
            out.write(major | 24);
            out.write((int) value);
        } else if (value < 65_536) {
            out.write(major | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
        } else {
            out.write(major | 26);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) value).array());
        }
        return this;
    }
}
