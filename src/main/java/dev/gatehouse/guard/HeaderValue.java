package dev.gatehouse.guard;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text as the value of a header field that every proxy passes on unchanged: UTF-8, in which control characters, bytes above
 * 0x7E, {@code %}, blanks at the ends, and commas within lists are percent-encoded. What needs none of that stays as it is.
 */
final class HeaderValue {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HeaderValue() {}

    static String of(String text) {
        return encoded(text, false);
    }

    /** The elements of a list, joined by commas. */
    static String list(Iterable<String> elements) {
        StringBuilder joined = new StringBuilder();
        for (String element : elements) {
            if (!joined.isEmpty()) {
                joined.append(',');
            }
            joined.append(encoded(element, true));
        }
        return joined.toString();
    }

    private static String encoded(String text, boolean inList) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i), i, text.length(), inList)) {
                return encode(text, inList);
            }
        }
        return text;
    }

    private static boolean isPlain(int c, int index, int length, boolean inList) {
        boolean isAtEnd = index == 0 || index == length - 1;
        return c >= ' ' && c <= 0x7E && c != '%' && !(c == ' ' && isAtEnd) && !(c == ',' && inList);
    }

    private static String encode(String text, boolean inList) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            if (isPlain(bytes[i], i, bytes.length, inList)) {
                encoded.append((char) bytes[i]);
            } else {
                encoded.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return encoded.toString();
    }
}
