package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Holds one account's tasks against its journal. */
final class TaskAudit {
    private static final String TASK_PREFIX = TaskId.of("1").key().value().replaceFirst("1$", "");

    private final List<Entry> journal;

    TaskAudit(List<Entry> journal) {
        this.journal = journal;
    }

    void accept(List<Task> tasks) {
        tasks.forEach(this::assertIsChargedAsTold);
        assertNothingElseIsCharged(tasks);
        assertNothingIsLost(tasks);
    }

    private void assertIsChargedAsTold(Task task) {
        List<Entry> lines = transactionOf(task.id().key());
        TaskCharge charge = task.charge();
        if (charge == null || !charge.isCharged()) {
            assertThat(lines)
                    .as("transaction of a task that is not charged: %s", task)
                    .isEmpty();
            return;
        }
        assertThat(lines).as("transaction of a task that is charged: %s", task).isNotEmpty();
        assertThat(List.of(sum(lines, EntryType.CHARGE), sum(lines, EntryType.FORGIVE), sum(lines, EntryType.OWE)))
                .as("what was deducted, forgiven and owed for a task, by its transaction: %s", task)
                .isEqualTo(Stream.of(charge.deducted(), charge.forgiven(), charge.owed())
                        .map(credits -> BigInteger.valueOf(credits.value()))
                        .toList());
        assertThat(lines)
                .as("the instant at which a task was charged, by its transaction: %s", task)
                .allSatisfy(line -> assertThat(line.recordedAt()).isEqualTo(charge.chargedAt()));
    }

    private void assertNothingElseIsCharged(List<Task> tasks) {
        Set<IdempotencyKey> known = new HashSet<>();
        tasks.forEach(task -> known.add(task.id().key()));
        assertThat(journal.stream().flatMap(TaskAudit::taskKey))
                .as("keys of the tasks that the journal charges")
                .allMatch(known::contains, "is the key of a task that is there");
    }

    private void assertNothingIsLost(List<Task> tasks) {
        BigInteger calculated = tasks.stream()
                .flatMap(task -> Stream.ofNullable(task.charge()))
                .filter(TaskCharge::isCharged)
                .map(charge -> BigInteger.valueOf(charge.calculated().value()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger charged = journal.stream()
                .flatMap(TaskAudit::taskKey)
                .map(key -> taken(transactionOf(key)))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(charged)
                .as("what was deducted, forgiven and owed for all charged tasks, against their prices")
                .isEqualTo(calculated);
    }

    private List<Entry> transactionOf(IdempotencyKey key) {
        return journal.stream()
                .filter(entry ->
                        entry.request() != null && entry.request().key().equals(key))
                .flatMap(first -> journal.stream().filter(entry -> entry.seq() == first.seq()))
                .toList();
    }

    private static Stream<IdempotencyKey> taskKey(Entry entry) {
        return Stream.ofNullable(entry.request())
                .map(request -> request.key())
                .filter(key -> key.value().startsWith(TASK_PREFIX));
    }

    private static BigInteger sum(List<Entry> lines, EntryType type) {
        return taken(lines.stream().filter(line -> line.type() == type).toList());
    }

    private static BigInteger taken(List<Entry> lines) {
        return lines.stream()
                .map(line -> BigInteger.valueOf(line.amount()).negate())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
