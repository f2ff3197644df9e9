package dev.gatehouse.startup;

/** Something that is done, or checked, before the service listens. */
public interface StartupStep {
    StartupOrder order();

    /** An exception stops the start; of a {@code ConfigurationException} the message is all that is printed. */
    void run();
}
