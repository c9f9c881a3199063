package io.creditledger.engine;

import io.creditledger.LedgerBusyException;
import io.creditledger.LedgerClosedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The commands that wait for one committer, in the order in which they came. Bounded. Once it is closed it takes no more,
 * and hands out what it has. Thread-safe, and nobody waits in a monitor, which would hold up the carrier of a virtual
 * thread.
 */
final class CommandQueue {
    private final int capacity;
    private final Deque<PendingCommand> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWaits = lock.newCondition();
    private final Condition thereIsRoom = lock.newCondition();
    private boolean isClosed;

    CommandQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a command.
     *
     * @throws LedgerBusyException if there is no room
     * @throws LedgerClosedException if the queue is closed
     */
    void add(PendingCommand command) {
        lock.lock();
        try {
            requireOpen();
            if (waiting.size() >= capacity) {
                throw new LedgerBusyException(waiting.size());
            }
            append(command);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a command when there is room for it.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; then the command was not added
     * @throws LedgerClosedException if the queue is closed
     */
    void put(PendingCommand command) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= capacity && !isClosed) {
                thereIsRoom.await();
            }
            requireOpen();
            append(command);
        } finally {
            lock.unlock();
        }
    }

    /** Returns those that waited longest and were not withdrawn, at least one; none at last, when the queue is closed. */
    List<PendingCommand> take(int most) {
        lock.lock();
        try {
            List<PendingCommand> taken = new ArrayList<>();
            while (taken.isEmpty() && awaitSomething()) {
                while (taken.size() < most && !waiting.isEmpty()) {
                    PendingCommand next = waiting.remove();
                    if (next.take()) {
                        taken.add(next);
                    }
                }
                thereIsRoom.signalAll();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            somethingWaits.signalAll();
            thereIsRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (isClosed) {
            throw new LedgerClosedException();
        }
    }

    private void append(PendingCommand command) {
        waiting.add(command);
        if (waiting.size() == 1) {
            somethingWaits.signal();
        }
    }

    /** Returns false if nothing waits, and nothing will. */
    private boolean awaitSomething() {
        while (waiting.isEmpty() && !isClosed) {
            somethingWaits.awaitUninterruptibly();
        }
        return !waiting.isEmpty();
    }
}
