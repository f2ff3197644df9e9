package dev.gatehouse.fuzz;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Text of every kind that people and attackers send. */
final class Texts {
    /** What tends to break software: NUL, escapes, quotes, zero-width, right-to-left, combining marks, noncharacters. */
    private static final List<Integer> AWKWARD =
            ("\0\t\n\r\u001b \"'\\/<${%\u007f\u0085\u00a0\u0301\u200b\u200d\u200e\u202e"
                            + "\u2028\u2066\ue000\ufeff\ufffd\uffff\ud83d\udd11\ud83c\udffd\udb40\udc41\udbff\udfff")
                    .codePoints()
                    .boxed()
                    .toList();

    private Texts() {}

    /** Code points, surrogates excepted: what UTF-8 can carry. */
    static Arbitrary<Integer> codePoints() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(' ', '~')),
                Tuple.of(2, Arbitraries.of(AWKWARD)),
                Tuple.of(2, Arbitraries.integers().between(0xA1, 0x6FF)),
                Tuple.of(1, Arbitraries.integers().between(0, 0xD7FF)),
                Tuple.of(1, Arbitraries.integers().between(0xE000, 0x10FFFF)));
    }

    /** Text of so many characters, one in ten of the greatest length, each of which alone fits the pattern, as does the whole. */
    static Arbitrary<String> fitting(Pattern pattern, int min, int max) {
        ListArbitrary<Integer> codePoints = codePoints()
                .filter(codePoint ->
                        pattern.matcher(Character.toString(codePoint)).find())
                .list()
                .ofMaxSize(max);
        return Arbitraries.frequencyOf(Tuple.of(9, codePoints.ofMinSize(min)), Tuple.of(1, codePoints.ofMinSize(max)))
                .map(Texts::join)
                .filter(text -> pattern.matcher(text).find());
    }

    private static String join(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    /** Addresses with dots, plus signs and all else that RFC 5321 allows unquoted, and with several kinds of domain. */
    static Arbitrary<String> emails(int max) {
        Arbitrary<String> atom = Arbitraries.strings()
                .withChars("abcxyzABCXYZ0189!#$%&'*+-/=?^_`{|}~")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> local = atom.list().ofMinSize(1).ofMaxSize(3).map(atoms -> String.join(".", atoms));
        Arbitrary<String> label = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(15);
        Arbitrary<String> domain = label.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(labels -> String.join(".", labels))
                .flatMap(labels -> Arbitraries.of(Set.of("com", "museum", "xn--p1ai", "co.uk"))
                        .map(top -> labels + "." + top));
        return Combinators.combine(local, domain)
                .as((name, host) -> name + "@" + host)
                .filter(address -> address.length() <= max);
    }
}
