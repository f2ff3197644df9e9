package dev.gatehouse.json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON objects whose names never came before: each seed gives others. */
final class HostileNames {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** The multiplier of the hash in Jackson's table of names, and its inverse modulo 2^32. */
    private static final int MULTIPLIER = 33;

    private static final int INVERSE = inverse(MULTIPLIER);

    private HostileNames() {}

    /** An object of so many names, of 8 characters each. */
    static String many(long seed, int names) {
        Random random = new Random(seed);
        return object(() -> text(random, 8), names);
    }

    /** An object of one name of this length. */
    static String one(long seed, int length) {
        return object(() -> seed + "-" + "n".repeat(length - 20), 1);
    }

    /** An object of names of 8 bytes whose hashes in Jackson's table are all the same, whatever the table's seed. */
    static String colliding(long seed, int names) {
        Random random = new Random(seed);
        int hash = random.nextInt();
        return object(() -> colliding(random, hash), names);
    }

    /** A token's header with a good algorithm and these members. */
    static String header(String members) {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"k\"," + members.substring(1));
    }

    static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String object(Supplier<String> names, int count) {
        return Stream.generate(names)
                .limit(count)
                .map(name -> "\"" + name + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String colliding(Random random, int hash) {
        while (true) {
            String first = text(random, 4);
            int bits = bits(first);
            int rest = (hash - (bits ^ bits >>> 15)) * INVERSE;
            String second = characters(rest);
            if (second.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\')) {
                return first + second;
            }
        }
    }

    private static int bits(String four) {
        return four.charAt(0) << 24 | four.charAt(1) << 16 | four.charAt(2) << 8 | four.charAt(3);
    }

    private static String characters(int bits) {
        return "" + (char) (bits >>> 24) + (char) (bits >>> 16 & 0xff) + (char) (bits >>> 8 & 0xff)
                + (char) (bits & 0xff);
    }

    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, ALPHABET.length())
                .map(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
