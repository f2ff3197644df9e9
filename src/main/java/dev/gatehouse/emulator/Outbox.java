package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The mail that a real pool would send: kept here, newest first, and shown on the console. */
final class Outbox {

    private static final Logger LOG = Logger.getLogger("dev.gatehouse.emulator");
    private static final int MOST = 100_000;

    private final Deque<Message> messages = new ArrayDeque<>();

    private record Message(String to, CodeKind kind, String code, Instant sentAt) {}

    synchronized void send(String to, CodeKind kind, String code, Instant now) {
        LOG.infof("Mail to %s (%s): the code is %s", to, kind.label(), code);
        messages.addFirst(new Message(to, kind, code, now));
        if (messages.size() > MOST) {
            messages.removeLast();
        }
    }

    /** The messages to one address, or all when it is empty. */
    synchronized ArrayNode list(String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Message message : messages) {
            if (wanted.isEmpty() || wanted.equals(message.to().toLowerCase(Locale.ROOT))) {
                list.addObject()
                        .put("to", message.to())
                        .put("kind", message.kind().label())
                        .put("code", message.code())
                        .put("sent_at", message.sentAt().toString());
            }
        }
        return list;
    }

    synchronized void clear() {
        messages.clear();
    }
}
