package io.creditledger.engine;

import io.creditledger.LedgerBusyException;
import io.creditledger.LedgerClosedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The commands that wait for a slice of the accounts, in the order in which they came. Bounded. Once it is closed it takes
 * no more, and hands out what it has. Thread-safe, and nobody waits in a monitor, which would hold up the carrier of a
 * virtual thread.
 *
 * <p>A queue has a committer from the first command that comes until nothing waits any more, and closing it gives it one
 * for good. There are as many committers as queues, and a committer is put among the idle ones before its queue is known to
 * have none: so whoever is to call one always finds one.
 */
final class CommandQueue {
    private final int capacity;
    private final BlockingDeque<Committer> idle;
    private final Deque<PendingCommand> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thereIsRoom = lock.newCondition();
    private boolean hasCommitter;
    private boolean isClosed;

    /**
     * Makes an empty queue without a committer.
     *
     * @param idle the committers of this queue and others, the one that became idle last is the first
     */
    CommandQueue(int capacity, BlockingDeque<Committer> idle) {
        this.capacity = capacity;
        this.idle = idle;
    }

    /**
     * Adds a command.
     *
     * @throws LedgerBusyException if there is no room
     * @throws LedgerClosedException if the queue is closed
     */
    void add(PendingCommand command) {
        boolean isToCall;
        lock.lock();
        try {
            requireOpen();
            if (waiting.size() >= capacity) {
                throw new LedgerBusyException(waiting.size());
            }
            waiting.add(command);
            isToCall = claimCall();
        } finally {
            lock.unlock();
        }
        callIf(isToCall);
    }

    /**
     * Adds a command when there is room for it.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; then the command was not added
     * @throws LedgerClosedException if the queue is closed
     */
    void put(PendingCommand command) throws InterruptedException {
        boolean isToCall;
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= capacity && !isClosed) {
                thereIsRoom.await();
            }
            requireOpen();
            waiting.add(command);
            isToCall = claimCall();
        } finally {
            lock.unlock();
        }
        callIf(isToCall);
    }

    /**
     * Returns those that waited longest and were not withdrawn. If none did, the committer is idle from now on, or over if
     * the queue is closed.
     */
    List<PendingCommand> take(int most, Committer committer) {
        lock.lock();
        try {
            List<PendingCommand> taken = takeWaiting(most);
            thereIsRoom.signalAll();
            if (taken.isEmpty()) {
                letGo(committer);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** A committer that works off the queue ends when it is empty; if there is none, an idle one is called to end. */
    void close() {
        boolean isToCall;
        lock.lock();
        try {
            isClosed = true;
            thereIsRoom.signalAll();
            isToCall = claimCall();
        } finally {
            lock.unlock();
        }
        callIf(isToCall);
    }

    private void requireOpen() {
        if (isClosed) {
            throw new LedgerClosedException();
        }
    }

    /** Returns true to the one who is to call a committer. */
    private boolean claimCall() {
        boolean isToCall = !hasCommitter;
        hasCommitter = true;
        return isToCall;
    }

    /** Called without the lock, which the committer needs as soon as it wakes up. */
    private void callIf(boolean isToCall) {
        if (isToCall) {
            idle.pop().call(this);
        }
    }

    private List<PendingCommand> takeWaiting(int most) {
        List<PendingCommand> taken = new ArrayList<>();
        while (taken.size() < most && !waiting.isEmpty()) {
            PendingCommand next = waiting.remove();
            if (next.take()) {
                taken.add(next);
            }
        }
        return taken;
    }

    private void letGo(Committer committer) {
        if (isClosed) {
            committer.end();
        } else {
            idle.push(committer);
            hasCommitter = false;
        }
    }
}
