package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTemplateTest {
    private static String filled(String text, Map<String, String> values) {
        return new PageTemplate(Map.of(
                        "page",
                        text,
                        "part",
                        "<b>{{name}}</b>",
                        "field",
                        "<i id=\"{{id}}\">",
                        "two",
                        "{{>field {{id}}-a}}{{id}}"))
                .filled("page", values);
    }

    @Test
    void valueIsEscaped() {
        assertThat(filled("<p title=\"{{name}}\">", Map.of("name", "<a & \"b\" 'c'>$1\\")))
                .isEqualTo("<p title=\"&lt;a &amp; &quot;b&quot; &#39;c&#39;&gt;$1\\\">");
    }

    @Test
    void partIsFilledInToo() {
        assertThat(filled("{{>part}}.", Map.of("name", "x"))).isEqualTo("<b>x</b>.");
    }

    @Test
    void partHasTheIdThatItIsUsedWith() {
        assertThat(filled("{{>field a}}{{>field b-c_d}}", Map.of())).isEqualTo("<i id=\"a\"><i id=\"b-c_d\">");
        assertThat(filled("{{>two x}}", Map.of())).isEqualTo("<i id=\"x-a\">x");
    }

    @Test
    void conditionalTextIsThereWithAValueOnly() {
        assertThat(filled("{{?logo}}<img src=\"{{logo}}\">{{/logo}}.", Map.of("logo", "/a")))
                .isEqualTo("<img src=\"/a\">.");
        assertThat(filled("{{?logo}}<img src=\"{{logo}}\">{{/logo}}.", Map.of("logo", "")))
                .isEqualTo(".");
        assertThat(filled("{{?logo}}<img src=\"{{logo}}\">{{/logo}}.", Map.of()))
                .isEqualTo(".");
    }

    @Test
    void missingValueIsRefused() {
        assertThatThrownBy(() -> filled("{{nothing}}", Map.of())).hasMessageContaining("nothing");
    }
}
