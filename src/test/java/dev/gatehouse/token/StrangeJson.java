package dev.gatehouse.token;

import java.util.stream.Stream;

/** Texts that are almost a JSON object (RFC 8259), or one with something beside it. */
final class StrangeJson {
    private StrangeJson() {}

    /** With good members, which would make an object that counts. */
    static Stream<String> around(String members) {
        String object = "{" + members + "}";
        return Stream.of(
                "",
                " ",
                "null",
                "true",
                "7",
                "\"text\"",
                "[]",
                "[" + object + "]",
                "[{" + members + "},{}]",
                object + object,
                object + "x",
                object + "}",
                object + ",",
                object + "\u0000",
                object + "//",
                object.substring(0, object.length() - 1),
                "{" + members + ",}",
                "{," + members + "}",
                "{" + members + ",,\"x\":1}",
                "{" + members + " \"x\":1}",
                "{" + members + ",\"x\"}",
                "{" + members + ",\"x\":}",
                "{" + members + ",\"x\":1e}",
                "{" + members + ",\"x\":01}",
                "{" + members + ",\"x\":+1}",
                "{" + members + ",\"x\":.5}",
                "{" + members + ",\"x\":NaN}",
                "{" + members + ",\"x\":0x10}",
                "{" + members + ",\"x\":undefined}",
                "{" + members + ",x:1}",
                "{" + members + ",'x':1}",
                "{" + members + ",1:1}",
                "{" + members + ",null:1}",
                "{" + members + ",\"x\":\"a\nb\"}",
                "{" + members + ",\"x\":\"\\x41\"}",
                "{" + members + ",\"x\":\"\\u12\"}",
                "{" + members + ",\"x\":'y'}",
                "{" + members + ",\"x\":[1,2}",
                "{" + members + ",\"x\":{]}",
                "{" + members + ",/* */\"x\":1}",
                "\uFEFF" + object,
                "\u0000" + object,
                "x" + object,
                ")]}'\n" + object,
                object.replace('"', '\''));
    }
}
