package dev.gatehouse.emulator.hosted;

/** A sign-in that the page refuses, with the sentence that it shows. */
public final class SignInRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    public SignInRefused(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
