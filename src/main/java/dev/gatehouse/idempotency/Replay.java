package dev.gatehouse.idempotency;

/** The request was answered before, and gets that answer again. */
final class Replay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient KeptAnswer answer;

    Replay(KeptAnswer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    KeptAnswer answer() {
        return answer;
    }
}
