package dev.gatehouse.http;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges where a browser may be sent after signing in or out, as browsers read an address (URL standard): they take {@code \} for
 * {@code /}, and remove tabs and line ends. So only what can be read in one way is accepted.
 *
 * @param origins the origins, such as {@code https://app.example.com}, to which absolute addresses may lead
 */
public record ReturnTo(Set<String> origins) {
    /** Where a browser is sent instead of to an address that is not accepted. */
    public static final String HOME = "/";

    private static final int LONGEST = 2_048;
    /** Anything but visible ASCII; a backslash; a percent sign that begins no octet. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[^\\x21-\\x7e]|\\\\|%(?![0-9A-Fa-f]{2})");
    /** What a path must not be decoded to: a control character (C1 in UTF-8 too), a space or a backslash. */
    private static final Pattern HIDDEN = Pattern.compile("(?i)%(?:[01][0-9a-f]|20|5c|7f|c2%[89][0-9a-f])");

    /** The address, unchanged, if a browser may be sent there; else {@value #HOME}. */
    public String checked(@Nullable String address) {
        return address != null && isAccepted(address) ? address : HOME;
    }

    /** Whether the address is a path of the own origin, or an absolute one of a listed origin. */
    public boolean isAccepted(String address) {
        if (address.length() > LONGEST || AMBIGUOUS.matcher(address).find()) {
            return false;
        }
        return address.startsWith("/") ? !address.startsWith("//") && !hidesCharacters(address) : isListed(address);
    }

    /** The character after the origin ends the host, so neither user information nor a longer host fits. */
    private boolean isListed(String address) {
        return origins.stream()
                .filter(address::startsWith)
                .map(origin -> address.substring(origin.length()))
                .anyMatch(rest -> (rest.isEmpty() || "/?#".indexOf(rest.charAt(0)) >= 0) && !hidesCharacters(rest));
    }

    private static boolean hidesCharacters(String address) {
        int end = 0;
        while (end < address.length() && address.charAt(end) != '?' && address.charAt(end) != '#') {
            end++;
        }
        return HIDDEN.matcher(address).region(0, end).find();
    }
}
