package dev.gatehouse.browser;

import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The files of the pages, as they are packaged. */
final class PageFiles {
    /** Each page, by the last segment of its path. */
    static final List<String> PAGES = List.of("sign-in", "sign-up", "verify", "forgot", "reset", "account");
    /** Parts of pages. */
    private static final List<String> PARTS = List.of(
            "layout",
            "challenge",
            "app",
            "user",
            "choose-password",
            "again",
            "address",
            "code",
            "provider",
            "verify-fields",
            "refused");
    /** The modules. */
    static final List<String> SCRIPTS = List.of(
            "sign-in",
            "sign-up",
            "verify",
            "forgot",
            "reset",
            "account",
            "api",
            "form",
            "challenge",
            "passkey",
            "verification");
    /** The languages; the first where the person's own is not here. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private PageFiles() {}

    /** The parts of all pages, by name. */
    static Map<String, String> parts() {
        Map<String, String> parts = new TreeMap<>();
        PAGES.forEach(page -> parts.put(page, text(page + ".html")));
        PARTS.forEach(part -> parts.put(part, text(part + ".html")));
        return parts;
    }

    /** The texts of a language, by key. */
    static Map<String, String> texts(Locale language) {
        String name = language.getLanguage() + ".json";
        try {
            Map<String, String> texts = new TreeMap<>();
            JsonInput.object(bytes(name)).forEach((key, value) -> texts.put(key, value.toString()));
            return texts;
        } catch (IOException e) {
            throw new IllegalStateException(name + " is malformed", e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream("pages/" + name)) {
            if (file == null) {
                throw new IllegalStateException("pages/" + name + " is not packaged");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
