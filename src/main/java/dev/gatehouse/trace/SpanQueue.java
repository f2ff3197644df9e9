package dev.gatehouse.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Ended spans that wait for the exporter, bounded. The SDK's processor does not tell how many it drops when its queue is full,
 * so the bound is kept here.
 */
final class SpanQueue implements SpanProcessor {
    static final int MOST = 2048;

    private final AtomicInteger waiting = new AtomicInteger();
    private final SpanProcessor batches;
    private final IntConsumer lost;

    /**
     * @param delay how long a span waits at most for a batch to be full
     * @param lost is told how many spans were dropped
     */
    SpanQueue(SpanExporter exporter, Duration delay, IntConsumer lost) {
        this.lost = lost;
        this.batches = BatchSpanProcessor.builder(new Counting(exporter))
                .setMaxQueueSize(MOST)
                .setScheduleDelay(delay)
                .build();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        batches.onStart(parent, span);
    }

    @Override
    public boolean isStartRequired() {
        return batches.isStartRequired();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            lost.accept(1);
            return;
        }
        batches.onEnd(span);
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    private final class Counting implements SpanExporter {
        private final SpanExporter exporter;

        private Counting(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            try {
                return exporter.export(spans);
            } finally {
                waiting.addAndGet(-spans.size());
            }
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
