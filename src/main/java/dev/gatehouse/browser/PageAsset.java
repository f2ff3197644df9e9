package dev.gatehouse.browser;

import dev.gatehouse.identity.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file that is the same for everybody: a module or a style sheet.
 *
 * @param content its text
 * @param type its media type
 * @param tag its entity tag (RFC 9110 §8.8.3)
 */
record PageAsset(String content, String type, String tag) {
    private static final int TAG_BYTES = 12;

    static PageAsset script(String text) {
        return of(text, "text/javascript;charset=UTF-8");
    }

    static PageAsset style(String text) {
        return of(text, "text/css;charset=UTF-8");
    }

    private static PageAsset of(String text, String type) {
        byte[] hash = Sha256.of(text);
        return new PageAsset(text, type, HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES)));
    }
}
