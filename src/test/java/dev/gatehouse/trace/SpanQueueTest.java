package dev.gatehouse.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpanQueueTest {
    private static final int MORE = 100;

    private final AtomicInteger lost = new AtomicInteger();
    private final BlockedExporter exporter = new BlockedExporter();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(new SpanQueue(exporter, Duration.ofMillis(10), lost::addAndGet))
            .build();

    /** Takes a batch, and neither returns nor fails before it is released. */
    private static final class BlockedExporter implements SpanExporter {
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean fails;

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (fails) {
                throw new IllegalStateException("fails");
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @AfterEach
    void close() {
        exporter.released.countDown();
        provider.shutdown().join(10, TimeUnit.SECONDS);
    }

    private void end(int spans) {
        Tracer tracer = provider.get("test");
        for (int i = 0; i < spans; i++) {
            tracer.spanBuilder("span").startSpan().end();
        }
    }

    @Test
    void spansBeyondTheBoundAreLostAndCounted() {
        end(SpanQueue.MOST + MORE);
        assertThat(lost).hasValue(MORE);
    }

    @Test
    void exportedSpansMakeRoom() {
        end(SpanQueue.MOST);
        exporter.released.countDown();
        provider.forceFlush().join(10, TimeUnit.SECONDS);
        end(SpanQueue.MOST);
        assertThat(lost).hasValue(0);
    }

    @Test
    void exporterThatThrowsMakesRoomToo() {
        exporter.fails = true;
        end(SpanQueue.MOST);
        exporter.released.countDown();
        provider.forceFlush().join(10, TimeUnit.SECONDS);
        end(1);
        assertThat(lost).hasValue(0);
    }
}
