package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the files of the pages as they are in the sources. */
class PageFilesTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("src/main/resources/dev/gatehouse/browser/pages");
    private static final int MOST_BYTES = 60_000;
    /** The page for administrators, which few people load, counts apart. */
    private static final int MOST_BYTES_FOR_ADMINISTRATORS = 20_000;

    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern PURPOSE = Pattern.compile(
            " autocomplete=\"(?:username webauthn|username|current-password|new-password|one-time-code|name|email"
                    + "|\\{\\{attribute\\.purpose}})\"");
    private static final Pattern FORM = Pattern.compile("(?s)<form.*?</form>");
    /** A part; those of the providers and attributes are made of the settings. */
    private static final Pattern PART = Pattern.compile("\\{\\{>(?!providers|attributes)([a-z-]+)(?: ([^ ]+?))?}}");
    /** A key of a text in a page or in a module. */
    private static final Pattern KEY_IN_PAGE = Pattern.compile("\\{\\{([a-z-]+(?:\\.[A-Za-z_-]+)*)}}");

    private static final Pattern KEY_IN_SCRIPT = Pattern.compile("'([a-z][\\w-]*(?:\\.[\\w-]+)+)'");

    private static List<Path> files(String suffix) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages with their parts, which may have an id of their own. */
    private static Stream<String> wholePages() {
        return PageFiles.PAGES.stream().map(page -> whole(PageFiles.text(page + ".html")));
    }

    private static String whole(String text) {
        return PART.matcher(text)
                .replaceAll(part -> Matcher.quoteReplacement(whole(PageFiles.text(part.group(1) + ".html"))
                        .replace("{{id}}", Optional.ofNullable(part.group(2)).orElse(""))));
    }

    private static Stream<String> found(Pattern pattern, String suffix) {
        return files(suffix).stream()
                .flatMap(file -> pattern.matcher(text(file)).results())
                .map(match -> match.groupCount() == 0 ? match.group() : match.group(1));
    }

    @Test
    void allFilesTogetherAreSmall() {
        assertThat(bytes(file -> !isForAdministrators(file))).isPositive().isLessThan(MOST_BYTES);
    }

    @Test
    void filesForAdministratorsAreSmall() {
        assertThat(bytes(PageFilesTest::isForAdministrators)).isPositive().isLessThan(MOST_BYTES_FOR_ADMINISTRATORS);
    }

    private static boolean isForAdministrators(Path file) {
        return name(file).startsWith("admin");
    }

    private static long bytes(Predicate<Path> kind) {
        return files("").stream()
                .filter(kind)
                .mapToLong(file -> PageFiles.bytes(file.getFileName().toString()).length)
                .sum();
    }

    @Test
    void everyFileIsServedOrAPartOfAPage() {
        assertThat(files(".html").stream().map(PageFilesTest::name))
                .containsExactlyInAnyOrderElementsOf(PageFiles.parts().keySet());
        assertThat(files(".js").stream().map(PageFilesTest::name))
                .containsExactlyInAnyOrderElementsOf(PageFiles.SCRIPTS);
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    }

    @Test
    void noPageHasAScriptOrStyleInItself() {
        assertThat(files(".html")).isNotEmpty().allSatisfy(file -> assertThat(text(file))
                .doesNotContainPattern(
                        "<style|\\sstyle=|\\son[a-z]+=|javascript:|<script(?! (?:type=\"module\" )?src=)"));
    }

    @Test
    void noScriptWritesHtml() {
        assertThat(files(".js")).isNotEmpty().allSatisfy(file -> assertThat(text(file))
                .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("));
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(files("")).isNotEmpty().allSatisfy(file -> assertThat(text(file))
                .doesNotContain("http:", "https:"));
    }

    /** Password managers and the autofill of codes go by it; they ignore hidden inputs. */
    @Test
    void everyInputHasItsPurpose() {
        assertThat(files(".html").stream()
                        .filter(file -> !isForAdministrators(file))
                        .flatMap(file -> INPUT.matcher(text(file)).results().map(MatchResult::group)))
                .isNotEmpty()
                .allSatisfy(input -> assertThat(input).containsPattern(PURPOSE));
        assertThat(found(INPUT, ".html")).isNotEmpty().allSatisfy(input -> assertThat(input)
                .doesNotContain("type=\"hidden\"", "autofocus", "maxlength"));
    }

    /** What an administrator types there is about somebody else. */
    @Test
    void inputForAnotherPersonIsNotFilledIn() {
        assertThat(INPUT.matcher(PageFiles.text("admin.html")).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(input -> input.contains(" autocomplete=\"off\""));
    }

    /** So that nothing is sent, least of all in an address, where no script has run yet. */
    @Test
    void formsDoNothingByThemselves() {
        assertThat(found(Pattern.compile("<form[^>]*>"), ".html"))
                .isNotEmpty()
                .allMatch(form -> form.contains(" method=\"dialog\""));
    }

    @Test
    void stepsWithASecretNameTheUser() {
        assertThat(wholePages()
                        .flatMap(page -> FORM.matcher(page).results().map(MatchResult::group))
                        .filter(form -> form.contains("-password\"") || form.contains("\"one-time-code\"")))
                .isNotEmpty()
                .allSatisfy(form -> assertThat(form).contains("autocomplete=\"username"));
    }

    /** A label, and the text that describes a field, belong to one element. */
    @Test
    void noPageHasAnIdTwice() {
        assertThat(wholePages()).isNotEmpty().allSatisfy(page -> assertThat(Pattern.compile(" id=\"([^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(id -> id.group(1)))
                .doesNotHaveDuplicates());
    }

    @Test
    void everyTextThatIsUsedIsThere() {
        Set<String> settings = Set.of(
                "lang",
                "title",
                "name",
                "icon",
                "logo",
                "page",
                "module",
                "id",
                "reason",
                "terms",
                "privacy",
                "support",
                "provider",
                "provider.query",
                "attribute",
                "attribute.label",
                "attribute.purpose",
                "carried",
                "carried.too");
        Set<String> texts = new TreeSet<>(PageFiles.texts(Locale.ENGLISH).keySet());
        texts.addAll(PageFiles.texts("admin-en").keySet());

        assertThat(found(KEY_IN_PAGE, ".html").filter(key -> !settings.contains(key)))
                .isNotEmpty()
                .allMatch(texts::contains);
        assertThat(found(KEY_IN_SCRIPT, ".js").filter(key -> !key.endsWith(".js")))
                .isNotEmpty()
                .allMatch(texts::contains);
    }

    /** Beyond those of the first language, the messages of fields, which the API answers in English. */
    @Test
    void everyLanguageHasEveryText() {
        Set<String> texts = PageFiles.texts(Locale.ENGLISH).keySet();

        assertThat(PageFiles.LANGUAGES).allSatisfy(language -> {
            Set<String> all = new TreeSet<>(PageFiles.texts(language).keySet());
            assertThat(all).containsAll(texts);
            all.removeAll(texts);
            assertThat(all).allMatch(key -> key.contains(" "));
        });
    }

    @Test
    void textsForAdministratorsAreInEveryLanguage() {
        Set<String> texts = PageFiles.texts("admin-en").keySet();

        assertThat(PageFiles.LANGUAGES).allSatisfy(language -> assertThat(
                        PageFiles.texts(PageFiles.ownTexts("admin", language).orElseThrow())
                                .keySet())
                .isEqualTo(texts));
    }
}
