package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private long changes;

    private record Message(long number, String to, CodeKind kind, String code, Instant sentAt) {

        ObjectNode describe(ObjectNode node) {
            return node.put("to", to)
                    .put("kind", kind.label())
                    .put("code", code)
                    .put("sent_at", sentAt.toString());
        }
    }

    synchronized void send(String to, CodeKind kind, String code, Instant now) {
        LOG.infof("Mail to %s (%s): the code is %s", to, kind.label(), code);
        messages.addFirst(new Message(++changes, to, kind, code, now));
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
                message.describe(list.addObject());
            }
        }
        return list;
    }

    /** The newest messages, each with an id of its own. */
    synchronized ArrayNode newest(int most) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        messages.stream()
                .limit(most)
                .forEach(message -> message.describe(list.addObject().put("id", message.number())));
        return list;
    }

    /** A number that grows with each change. */
    synchronized long changes() {
        return changes;
    }

    synchronized void clear() {
        messages.clear();
        changes++;
    }
}
