package dev.gatehouse.identity;

/** Counts repeated registrations of an address that already has an account, across replicas that share their limits. */
public interface RegistrationCount {

    /** Records a repeated registration. */
    void again(HasAccountKey address);

    /**
     * Whether the address was registered only once, as far as is known. Call it only when the address is verified: after a few
     * calls for the same address it returns false.
     */
    boolean wasOnce(HasAccountKey address);
}
