package dev.gatehouse.http;

/** Text in a page. */
public final class Html {
    private Html() {}

    /** Escapes a text for the content of an element and for the value of a quoted attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
