package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was called, faulty calls included. */
final class CallCounts {

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    void count(String name) {
        counts.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    ObjectNode list() {
        ObjectNode list = Json.object();
        counts.forEach((name, count) -> list.put(name, count.sum()));
        return list;
    }

    void clear() {
        counts.clear();
    }
}
