package dev.gatehouse.connection;

/** Looks for control characters in eight bytes at once. */
final class ControlBytes {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long BLANKS = ' ' * ONES;
    private static final long DELETES = 0x7F * ONES;

    private ControlBytes() {}

    /** Whether a byte is below 0x20, or 0x7F. A byte is below n if subtracting n sets its highest bit, which it has not itself. */
    static boolean mayBeIn(long eight) {
        long difference = eight ^ DELETES;
        long belowBlank = (eight - BLANKS) & ~eight;
        long isDelete = (difference - ONES) & ~difference;
        return ((belowBlank | isDelete) & HIGH_BITS) != 0;
    }
}
