package dev.halfcaf.data;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches that a thread makes and puts into a queue. The thread ends with the last batch, with an exception, or when these are
 * closed; an exception comes out where its batch would have.
 */
final class PrefetchedBatches<B> implements Batches<B> {
    /** What the thread says: here is a batch, or there is none any more, because of a failure or because the epoch is over. */
    private record Message<B>(@Nullable B batch, @Nullable Throwable failure) {}

    private final BlockingQueue<Message<B>> queue;
    private final Thread thread;
    private @Nullable Message<B> next;
    private boolean closed;

    PrefetchedBatches(Supplier<Batches<B>> source, int capacity) {
        queue = new ArrayBlockingQueue<>(capacity);
        thread = new Thread(() -> make(source), "halfcaf-prefetch");
        thread.setDaemon(true);
        thread.start();
    }

    private void make(Supplier<Batches<B>> source) {
        try {
            put(source);
        } catch (InterruptedException closed) {
            // Nobody reads the queue any more.
        }
    }

    private void put(Supplier<Batches<B>> source) throws InterruptedException {
        Throwable failure = null;
        try (Batches<B> batches = source.get()) {
            while (!Thread.currentThread().isInterrupted() && batches.hasNext()) {
                queue.put(new Message<>(batches.next(), null));
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        queue.put(new Message<>(null, failure));
    }

    @Override
    public boolean hasNext() {
        Message<B> message = peek();
        Throwable failure = message.failure();
        if (failure != null) {
            throw new IllegalStateException(
                    "A batch could not be made ahead, in thread " + thread.getName() + ": " + failure, failure);
        }
        return message.batch() != null;
    }

    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The epoch has ended.");
        }
        B batch = peek().batch();
        next = null;
        if (batch == null) {
            throw new AssertionError("hasNext said that there is one");
        }
        return batch;
    }

    /** The last message stays: after it comes none. */
    private Message<B> peek() {
        if (closed) {
            throw new IllegalStateException("The batches are closed.");
        }
        Message<B> message = next;
        if (message == null) {
            try {
                message = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The thread was interrupted while it waited for a batch.");
            }
            next = message;
        }
        return message;
    }

    /** Waits until the thread has ended, which may be making a batch. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            // Again and again: what makes a batch may swallow an interrupt, and go on to wait for room in the queue.
            thread.interrupt();
            queue.clear();
            try {
                thread.join(10);
            } catch (InterruptedException e) {
                // The thread ends all the same, and whoever interrupted is told below.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
