package dev.gatehouse.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of one replica: a number of them, and a number of characters. Beyond either the oldest are forgotten. */
final class MemoryKeys implements KeyStore {
    /** A tenth of the longest answers times the default number of keys. */
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private final int capacity;
    private final int mostCharacters;
    private final Clock clock;
    /** In the order of their last change. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private long characters;

    private record Entry(String text, Instant until) {
        @Override
        public String toString() {
            return "Entry[hidden]";
        }
    }

    MemoryKeys(int capacity, Clock clock) {
        this(capacity, MOST_CHARACTERS, clock);
    }

    MemoryKeys(int capacity, int mostCharacters, Clock clock) {
        this.capacity = capacity;
        this.mostCharacters = mostCharacters;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<String> putIfAbsent(String name, String text, Duration lifetime) {
        Optional<String> found = find(name);
        if (found.isEmpty()) {
            put(name, text, lifetime);
        }
        return found;
    }

    @Override
    public synchronized void replace(String name, String expected, String text, Duration lifetime) {
        if (find(name).orElse(expected).equals(expected)) {
            put(name, text, lifetime);
        }
    }

    @Override
    public synchronized void remove(String name, String expected) {
        if (find(name).filter(expected::equals).isPresent()) {
            drop(name);
        }
    }

    /** How many keys are known. */
    synchronized int size() {
        return entries.size();
    }

    /** The text that is there. */
    synchronized Optional<String> find(String name) {
        @Nullable Entry entry = entries.get(name);
        if (entry != null && !clock.instant().isBefore(entry.until())) {
            drop(name);
            return Optional.empty();
        }
        return Optional.ofNullable(entry).map(Entry::text);
    }

    private void put(String name, String text, Duration lifetime) {
        drop(name);
        entries.put(name, new Entry(text, clock.instant().plus(lifetime)));
        characters += text.length();
        while (entries.size() > capacity || characters > mostCharacters) {
            drop(entries.keySet().iterator().next());
        }
    }

    private void drop(String name) {
        @Nullable Entry dropped = entries.remove(name);
        if (dropped != null) {
            characters -= dropped.text().length();
        }
    }
}
