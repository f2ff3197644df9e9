package dev.gatehouse.event;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the settings of the receiver. */
@Singleton
class WebhookSettings implements StartupStep {
    private static final String URL = "gatehouse.event.webhook.url";

    private final Optional<Receiver.Address> address;
    private final List<WebhookSecret> secrets = new ArrayList<>();
    private final boolean hasSecret;

    WebhookSettings(EventConfig config) {
        EventConfig.Webhook webhook = config.webhook();
        positive("gatehouse.event.max-waiting", config.maxWaiting());
        positive("gatehouse.event.max-stored", config.maxStored());
        positive("gatehouse.event.max-dead-letters", config.maxDeadLetters());
        positive("gatehouse.event.webhook.concurrency", webhook.concurrency());
        positive("gatehouse.event.webhook.timeout", webhook.timeout().toMillis());
        Optional<WebhookSecret> current =
                WebhookSecret.read("EVENT_WEBHOOK_SECRET", webhook.secret(), webhook.secretFile());
        this.hasSecret = current.isPresent();
        current.ifPresent(secrets::add);
        WebhookSecret.read("EVENT_WEBHOOK_SECRET_PREVIOUS", webhook.previousSecret(), webhook.previousSecretFile())
                .ifPresent(secrets::add);
        Set<String> allowed = webhook.allowedPrivateHosts().orElse(Set.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.address = webhook.url().map(url -> address(url, allowed));
    }

    private static void positive(String setting, long value) {
        if (value <= 0) {
            throw new ConfigurationException(setting + " must be greater than zero.");
        }
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.EVENT_RECEIVER;
    }

    /** The constructor has checked the rest. */
    @Override
    public void run() {
        if (isOn() && !hasSecret) {
            throw new ConfigurationException("EVENT_WEBHOOK_SECRET is not set: " + URL + " requires it.");
        }
    }

    boolean isOn() {
        return address.isPresent();
    }

    /** @throws IllegalStateException when no address is set */
    Receiver.Address address() {
        return address.orElseThrow(() -> new IllegalStateException(URL + " is not set"));
    }

    /** The current one first. */
    List<WebhookSecret> secrets() {
        return List.copyOf(secrets);
    }

    /** The messages do not contain the address, which may hold a token. */
    private static Receiver.Address address(String text, Set<String> allowed) {
        URI url = parse(text);
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if ((!http && !"https".equalsIgnoreCase(url.getScheme()))
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            throw malformed();
        }
        boolean isAllowed = allowed.contains(url.getHost().toLowerCase(Locale.ROOT));
        if (http && !isAllowed) {
            throw new ConfigurationException(URL
                    + " must be an https address, except for a host that"
                    + " gatehouse.event.webhook.allowed-private-hosts lists.");
        }
        return new Receiver.Address(url, isAllowed);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Without the cause: it quotes the address.
            throw malformed();
        }
    }

    private static ConfigurationException malformed() {
        return new ConfigurationException(
                URL + " is malformed: it must be an address such as https://events.example.com/gatehouse.");
    }
}
