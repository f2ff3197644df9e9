package dev.gatehouse.browser;

import dev.gatehouse.identity.SignInMethod;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The built-in pages. */
@ConfigMapping(prefix = "gatehouse.pages")
interface PagesConfig {

    /** Whether the built-in pages are served, below {@code /auth/pages/}; {@code true} in development. */
    @WithDefault("false")
    boolean enabled();

    /** Advanced: whether {@code /} leads to the sign-in page, if the pages are enabled; {@code true} in development. */
    @WithDefault("false")
    boolean atRoot();

    /** The name of the application, as the pages show it. */
    @WithDefault("Gatehouse")
    String name();

    /** The logo: a path on the service's own host, such as {@code /logo.svg}, or a {@code data:image/} URI. */
    Optional<String> logo();

    /** The colour of the main button of each page, as {@code #rrggbb}. Its text is white or black, whichever is easier to read. */
    @WithDefault("#1d4ed8")
    String accentColor();

    /** The address of the terms of use, which each page links to: {@code https://…} or a path. */
    Optional<String> terms();

    /** The address of the privacy policy: {@code https://…} or a path. */
    Optional<String> privacy();

    /** The address for help: {@code https://…}, {@code mailto:…} or a path. */
    Optional<String> support();

    /**
     * The identity providers that the sign-in page offers, by their names in the pool, such as {@code Google}; by default all with
     * which people may sign in.
     */
    Optional<List<String>> providers();

    /** The methods to sign in that the pages offer beside the password. Set as {@code gatehouse.login.methods}. */
    Optional<Set<SignInMethod>> methods();

    /** Advanced: the attributes for which the account page has a field; by default those that people may change. */
    Optional<List<String>> attributes();

    /** Advanced: whether the account page offers to change the email address; by default where people may. */
    Optional<Boolean> emailChange();

    /** Advanced: the roles whose people get a link to the page for administrators; by default those who may use it. */
    Optional<List<String>> adminRoles();
}
