package dev.gatehouse.seal;

/** What a sealed text is for. Each purpose has a key of its own, so that a text of one does not open as another. */
public enum Purpose {
    /** A sign-in of several steps. */
    CHALLENGE("gatehouse challenge token v1"),
    /** A registration that waits for its code. */
    REGISTRATION("gatehouse registration token v1");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** The context of the key's derivation (HKDF's {@code info}). */
    String label() {
        return label;
    }
}
