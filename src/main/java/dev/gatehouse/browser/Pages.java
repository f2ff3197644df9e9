package dev.gatehouse.browser;

import dev.gatehouse.http.Html;
import dev.gatehouse.http.RefusedSignIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The built-in pages in all languages, filled in with the settings once; only where a person is sent back differs by request. */
final class Pages {
    /** Stand for what a request says; no text or setting contains control characters. */
    private static final String RETURN_TO = "\u0001";

    private static final String REFUSED = "refused";
    private static final String AS_QUERY = "\u0002";
    private static final String AS_PARAMETER = "\u0003";

    private final PageLook look;
    private final List<String> providers;
    private final List<PageAttribute> attributes;
    private final Map<String, String> pages = new TreeMap<>();
    private final Map<String, String> refusals = new TreeMap<>();
    private final Map<String, PageAsset> assets = new TreeMap<>();

    Pages(PagesConfig config) {
        this.look = new PageLook(config);
        this.providers = config.providers().orElse(List.of());
        this.attributes = config.attributes().orElse(List.of()).stream()
                .map(PageAttribute::new)
                .toList();
        PageFiles.LANGUAGES.forEach(this::addLanguage);
        PageFiles.SCRIPTS.forEach(name -> assets.put(name + ".js", PageAsset.script(PageFiles.text(name + ".js"))));
        assets.put("style.css", PageAsset.style(PageFiles.text("style.css")));
        assets.put("theme.css", PageAsset.style(look.theme()));
    }

    private void addLanguage(Locale language) {
        String tag = language.toLanguageTag();
        assets.put(tag + ".js", script("window.texts = ", tag, ""));
        Map<String, String> values = new TreeMap<>(PageFiles.texts(language));
        values.putAll(look.values());
        values.putAll(Map.of("lang", tag, "return_to", RETURN_TO, "carried", AS_QUERY, "carried.too", AS_PARAMETER));
        PageFiles.PAGES.forEach(page -> addPage(page, language, values));
        // Complete without a module.
        values.put("page", REFUSED);
        values.put("title", PageTemplate.value(values, "refused.title"));
        for (RefusedSignIn reason : RefusedSignIn.values()) {
            values.put("reason", PageTemplate.value(values, text(reason)));
            refusals.put(key(reason.name(), language), filled(REFUSED, values));
        }
    }

    private void addPage(String page, Locale language, Map<String, String> shared) {
        Map<String, String> values = new TreeMap<>(shared);
        PageFiles.ownTexts(page, language).ifPresent(file -> {
            assets.put(file + ".js", script("Object.assign(window.texts, ", file, ")"));
            values.putAll(PageFiles.texts(file));
            values.put("own_texts", "yes");
        });
        values.put("page", page);
        values.put("module", page);
        values.put("title", PageTemplate.value(values, page + ".title"));
        pages.put(key(page, language), filled(page, values));
    }

    private static PageAsset script(String before, String texts, String after) {
        return PageAsset.script(before + PageFiles.text(texts + ".json").strip() + after + ";\n");
    }

    private String filled(String page, Map<String, String> values) {
        Map<String, String> parts = new TreeMap<>(PageFiles.parts());
        parts.put("content", parts.get(page));
        PageTemplate template = new PageTemplate(parts);
        String text = PageTemplate.value(values, "sign-in.provider");
        parts.put(
                "providers",
                repeated(
                        template,
                        "provider",
                        values,
                        providers,
                        provider -> Map.of(
                                "provider", text.replace("{provider}", provider),
                                "provider.query", URLEncoder.encode(provider, StandardCharsets.UTF_8))));
        parts.put(
                "attributes",
                repeated(
                        template,
                        "attribute",
                        values,
                        attributes,
                        attribute -> Map.of(
                                "attribute", attribute.name(),
                                "attribute.label", attribute.label(values),
                                "attribute.purpose", attribute.purpose())));
        return template.filled("layout", values);
    }

    /** The part once for each of these, with the values of each. */
    private static <T> String repeated(
            PageTemplate template,
            String part,
            Map<String, String> values,
            List<T> items,
            Function<T, Map<String, String>> own) {
        StringBuilder all = new StringBuilder();
        for (T item : items) {
            Map<String, String> both = new TreeMap<>(values);
            both.putAll(own.apply(item));
            all.append(template.filled(part, both));
        }
        return all.toString();
    }

    private static String text(RefusedSignIn reason) {
        return switch (reason) {
            case CANCELLED -> "refused.cancelled";
            case OVER -> "refused.over";
            case LINKED -> "refused.linked";
            case REFUSED -> "refused.refused";
            case INVALID_LINK -> "refused.link";
            case RATE_LIMITED -> "refused.limited";
            case SESSION_TOO_LARGE -> "error.session_too_large";
            case UNAVAILABLE -> "error.unavailable";
        };
    }

    private static String key(String page, Locale language) {
        return page + ' ' + language;
    }

    /**
     * The page.
     *
     * @param returnTo where the person wanted to go, checked; empty if nowhere
     * @return null if there is no such page
     */
    @Nullable
    String page(String name, Locale language, String returnTo) {
        String page = pages.get(key(name, language));
        return page == null ? null : returning(page, returnTo);
    }

    /** The page that says why a sign-in failed; the parameters are those of {@link #page}. */
    String refusal(RefusedSignIn reason, Locale language, String returnTo) {
        return returning(PageTemplate.value(refusals, key(reason.name(), language)), returnTo);
    }

    private static String returning(String page, String returnTo) {
        String parameter = returnTo.isEmpty() ? "" : "return_to=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
        return page.replace(RETURN_TO, Html.escaped(returnTo))
                .replace(AS_QUERY, parameter.isEmpty() ? "" : "?" + parameter)
                .replace(AS_PARAMETER, parameter.isEmpty() ? "" : "&amp;" + parameter);
    }

    /** The file, if there is one. */
    Optional<PageAsset> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }
}
