package dev.gatehouse.identity;

/** Knows which addresses were registered again while an account had them already; on every replica that shares its limits. */
public interface RegistrationCount {

    /** Remembers that an address which had an account was registered once more. */
    void again(AboutAccount address);

    /**
     * Whether the address was registered once only, as far as is remembered. To be asked when it is proved and no sooner: of
     * those who prove the same address again and again, it says no after a few times.
     */
    boolean wasOnce(AboutAccount address);
}
