package dev.gatehouse.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The commands that clients send to a Redis, as its MONITOR shows them; what scripts do is left out. */
public final class RedisMonitor implements AutoCloseable {
    private static final AtomicInteger MARKERS = new AtomicInteger();

    private final String url;
    private final Socket socket;
    private final BufferedReader lines;

    private RedisMonitor(String url, Socket socket) throws IOException {
        this.url = url;
        this.socket = socket;
        this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    public static RedisMonitor start(String url) throws IOException {
        URI address = URI.create(url);
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.UTF_8));
        RedisMonitor monitor = new RedisMonitor(url, socket);
        monitor.lines.readLine();
        return monitor;
    }

    /** The names of those since the start, or the last question, that are about a key with such a part. */
    public List<String> commandsAbout(String partOfKey) throws IOException {
        String marker = "marker-" + MARKERS.incrementAndGet();
        RedisClient.call(url, "ECHO", marker);
        List<String> names = new ArrayList<>();
        for (String line = lines.readLine(); !line.contains(marker); line = lines.readLine()) {
            if (!line.contains(" lua] ") && line.contains(partOfKey)) {
                names.add(line.split("\"", 3)[1].toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
