package dev.gatehouse.event;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps a bounded number of events in memory: best effort, because they end with the process. */
final class MemoryStore implements EventStore {
    private static final long MOMENT_MILLIS = 200;
    private static final Comparator<Event> BY_AGE =
            Comparator.comparing(Event::at).thenComparing(Event::id);

    private final Clock clock;
    private final Semaphore room;
    private final BlockingQueue<Event> fresh = new LinkedBlockingQueue<>();
    private final PriorityBlockingQueue<Later> later = new PriorityBlockingQueue<>(16, Comparator.comparing(Later::at));
    /** All that are not delivered, also those under way. */
    private final ConcurrentSkipListSet<Event> all = new ConcurrentSkipListSet<>(BY_AGE);

    private record Later(Instant at, Event event) {
        @Override
        public String toString() {
            return "Later[hidden]";
        }
    }

    MemoryStore(Clock clock, int most) {
        this.clock = clock;
        this.room = new Semaphore(most);
    }

    @Override
    public boolean offer(Event event) {
        if (!room.tryAcquire()) {
            return false;
        }
        all.add(event);
        return fresh.add(event);
    }

    @Override
    public List<Due> take(int most) throws InterruptedException {
        List<Due> due = new ArrayList<>();
        Instant now = clock.instant();
        // Only one thread takes, so what it saw is still there.
        for (Later next = later.peek(); due.size() < most && isDue(next, now); next = later.peek()) {
            due.add(due(later.remove().event()));
        }
        if (due.isEmpty()) {
            @Nullable Event first = fresh.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return due;
            }
            due.add(due(first));
        }
        List<Event> further = new ArrayList<>();
        fresh.drainTo(further, most - due.size());
        further.forEach(event -> due.add(due(event)));
        return due;
    }

    private static boolean isDue(@Nullable Later next, Instant now) {
        return next != null && !next.at().isAfter(now);
    }

    private static Due due(Event event) {
        return new Due(event.id(), event);
    }

    @Override
    public void delivered(Due due) {
        forget(due);
    }

    @Override
    public void retry(Due due, Instant at) {
        later.add(new Later(at, due.event()));
    }

    @Override
    public void bury(Due due) {
        forget(due);
    }

    private void forget(Due due) {
        if (all.remove(due.event())) {
            room.release();
        }
    }

    @Override
    public Optional<Instant> oldest() {
        try {
            return Optional.of(all.first().at());
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // Nobody else has its events.
    }
}
