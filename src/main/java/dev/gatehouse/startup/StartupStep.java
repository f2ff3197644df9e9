package dev.gatehouse.startup;

/** An action or check before the service listens. */
public interface StartupStep {
    StartupOrder order();

    /** An exception aborts the start; of a {@code ConfigurationException} only the message is printed. */
    void run();
}
