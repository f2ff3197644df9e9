package dev.gatehouse.browser;

import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The files of the pages, as they are packaged. */
final class PageFiles {
    /** Each page, by the last segment of its path. */
    static final List<String> PAGES = List.of("sign-in", "sign-up", "verify", "forgot", "reset", "account", "admin");
    /** Those with further texts in files of their own, which other pages do not load. */
    private static final Set<String> WITH_OWN_TEXTS = Set.of("admin");
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
            "attribute",
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
            "admin",
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
        return texts(language.getLanguage());
    }

    /** The name of the file with the texts that this page alone has, without its suffix; empty if it has none. */
    static Optional<String> ownTexts(String page, Locale language) {
        return WITH_OWN_TEXTS.contains(page) ? Optional.of(page + '-' + language.getLanguage()) : Optional.empty();
    }

    /** The texts of the file of this name, by key. */
    static Map<String, String> texts(String name) {
        try {
            Map<String, String> texts = new TreeMap<>();
            JsonInput.object(bytes(name + ".json")).forEach((key, value) -> texts.put(key, value.toString()));
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
