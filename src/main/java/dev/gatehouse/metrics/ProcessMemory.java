package dev.gatehouse.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory of the process, in bytes.
 *
 * @param used heap used by objects
 * @param committed heap committed to the process
 * @param max maximum heap size
 * @param rss resident set size of the whole process; empty where the system does not report it
 */
record ProcessMemory(long used, long committed, long max, OptionalLong rss) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RSS = "VmRSS:";
    private static final int KIBIBYTE = 1024;

    static ProcessMemory now() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new ProcessMemory(heap.getUsed(), heap.getCommitted(), heap.getMax(), residentSetSize());
    }

    private static OptionalLong residentSetSize() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RSS))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
