package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A shell block of a document that does not do what the document says is found. */
@DisabledOnOs(OS.WINDOWS)
class TerminalTest {
    @TempDir
    Path folder;

    @Test
    void failureNamesTheDocumentAndTheLine() {
        assertThatThrownBy(() -> run("""
                # Title

                ```sh
                false
                ```
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page.md, line 4: the block ended with 1");
    }

    @Test
    void commandInTheMiddleThatFailsIsFound() {
        assertThatThrownBy(() -> run("""
                ```sh
                false
                true
                ```
                """)).hasMessageContaining("line 2");
    }

    @Test
    void answerThatIsAnErrorIsFound() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> exchange.sendResponseHeaders(500, -1));
        server.start();
        try {
            assertThatThrownBy(() -> run("""
                    ```sh
                    curl -s http://127.0.0.1:%d/
                    ```
                    """.formatted(server.getAddress().getPort())))
                    .hasMessageContaining("ended with 22");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void otherOutputThanTheDocumentShowsIsFound() {
        assertThatThrownBy(() -> run("""
                ```sh
                echo two
                ```

                ```text
                one
                ```
                """)).hasMessageContaining("printed something else", "two");
    }

    @Test
    void ellipsisInTheOutputStandsForAnyText() throws IOException {
        run("""
                ```sh
                echo 'a (b) c'
                ```
                ```text
                a (…) c
                ```
                """);
    }

    @Test
    void serverThatEndsBeforeItAnswersIsFound() {
        assertThatThrownBy(() -> run("""
                ```sh
                java -jar missing.jar
                ```
                """)).hasMessageContaining("ended with 1", "missing.jar");
    }

    @Test
    void blockThatNeedsSomethingIsMarked() throws IOException {
        assertThat(blocks("""
                ```sh
                # needs AWS
                false
                ```
                """)).singleElement().matches(block -> !block.runsAnywhere());
    }

    @Test
    void blockInAListIsABlock() throws IOException {
        assertThat(blocks("""
                1. First:

                   ```sh
                   one
                     two
                   ```
                """)).map(ShellBlock::script).containsExactly("one\n  two");
    }

    private List<ShellBlock> blocks(String page) throws IOException {
        return ShellBlock.of(Files.writeString(folder.resolve("page.md"), page));
    }

    private void run(String page) throws IOException {
        try (Terminal terminal = new Terminal(folder, folder)) {
            for (ShellBlock block : blocks(page)) {
                terminal.run(block);
            }
        }
    }
}
