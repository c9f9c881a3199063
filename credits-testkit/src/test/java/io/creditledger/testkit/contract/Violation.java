package io.creditledger.testkit.contract;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.spi.Account;
import io.creditledger.testkit.contract.StoreContents.AccountContents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A way in which a store can be wrong, and how the audit says it. Each spoils one true account, whose journal is:
 *
 * <pre>
 * 0  opening
 * 1  grant a of 10
 * 2  grant b of 20
 * 3  charge of 10 from a
 * 4    and of 5 from b
 * 5  expiry of 15 from b
 * 6  grant c of 5
 * 7  charge of 2 from c
 * 8  charge of 3 from c, for task t
 * 9    and 7 owed
 * 10 grant d of 10
 * 11   and 7 of it repaid
 * </pre>
 *
 * <p>Its tasks are t, which is charged, and u, which is running.
 */
@SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
enum Violation {
    ACCOUNT_NOT_OPENED(
            "is opened",
            contents -> new AccountContents(
                    Account.unopened(contents.row().id()), List.of(), List.of(), List.of(), List.of())),
    BALANCE_IS_NOT_THE_SUM("account, against its journal", rows((contents, edited) -> edited.balance++)),
    SEQ_IS_NOT_THE_LAST("account, against its journal", rows((contents, edited) -> edited.lastSeq++)),
    MORE_REMAINS_THAN_THE_ENTRIES_SAY("grants of account 'alice'", rows((contents, edited) -> edited.newest(4))),
    LESS_REMAINS_THAN_THE_ENTRIES_SAY("grants of account 'alice'", rows((contents, edited) -> edited.newest(2))),
    GRANT_IS_NOT_IN_THE_JOURNAL(
            "grants of account 'alice'",
            rows((contents, edited) -> edited.grants.add(contents.grants().get(0)))),
    GRANT_IS_MISSING("grants of account 'alice'", rows((contents, edited) -> edited.grants.remove(2))),
    OPEN_GRANT_IS_NOT_AMONG_THE_OPEN("open grants", rows((contents, edited) -> edited.open.clear())),
    SPENT_GRANT_IS_AMONG_THE_OPEN(
            "open grants",
            rows((contents, edited) -> edited.open.add(contents.grants().get(1)))),

    FIRST_ENTRY_IS_MISSING("cannot be replayed", journal(entries -> entries.remove(0))),
    FIRST_ENTRY_IS_NO_OPENING("begins with the account's opening", entry(0, edited -> edited.type = EntryType.CHARGE)),
    JOURNAL_OPENS_TWICE("begins with the account's opening", entry(3, edited -> edited.type = EntryType.OPEN)),
    LAST_ENTRY_IS_MISSING("account, against its journal", journal(entries -> entries.remove(11))),
    TRANSACTION_IS_MISSING("cannot be replayed", journal(entries -> entries.remove(5))),
    LINE_IS_MISSING("cannot be replayed", journal(entries -> entries.remove(4))),
    LINE_IS_THERE_TWICE("cannot be replayed", journal(entries -> entries.add(5, entries.get(4)))),
    LINES_ARE_SWAPPED("cannot be replayed", journal(entries -> entries.add(3, entries.remove(4)))),
    AMOUNT_IS_WRONG("cannot be replayed", entry(4, edited -> edited.amount--)),
    CHARGE_GIVES_CREDITS("takes credits", entry(4, edited -> edited.amount = 5)),
    GRANT_TAKES_CREDITS("brings credits", entry(1, edited -> edited.amount = -10)),
    MORE_IS_TAKEN_THAN_REMAINED("cannot be replayed", entry(3, edited -> edited.amount = -11)),
    BALANCE_AFTER_IS_WRONG("cannot be replayed", entry(4, edited -> edited.balanceAfter++)),
    TAKEN_FROM_WHAT_WAS_NEVER_GRANTED("before it is made", entry(4, edited -> edited.grant = new GrantId("ghost"))),
    GRANT_IS_MADE_TWICE("a grant is made once", entry(2, edited -> edited.grant = new GrantId("a"))),
    GRANT_NUMBERS_HAVE_A_GAP("numbered without gaps", entry(2, edited -> edited.number(7))),
    KEY_HAS_TWO_EFFECTS(
            "a key has one effect",
            journal(entries -> replace(
                    entries, 6, edited -> edited.request = entries.get(1).request()))),
    REQUEST_IS_MISSING("bears the request", entry(3, edited -> edited.request = null)),
    SPENT_BEFORE_IT_IS_EFFECTIVE(
            "while they are usable", entry(2, edited -> edited.moveEffectiveBy(Duration.ofDays(2)))),
    SPENT_AFTER_ITS_EXPIRY("while they are usable", entry(3, edited -> edited.moveRecordedBy(Duration.ofDays(30)))),
    EXPIRED_TOO_EARLY("expire when they are not", entry(4, edited -> edited.type = EntryType.EXPIRE)),
    EXPIRED_AT_ANOTHER_INSTANT(
            "expire when they are not", entry(5, edited -> edited.moveEffectiveBy(Duration.ofSeconds(1)))),
    RECORDED_BEFORE_THE_ONE_BEFORE(
            "cannot be replayed", entry(2, edited -> edited.moveRecordedBy(Duration.ofSeconds(-1)))),
    DEBT_IS_NOT_IN_THE_JOURNAL("account, against its journal", rows((contents, edited) -> edited.debt++)),
    DEBT_WAS_NEVER_OWED("cannot be replayed", entry(9, edited -> edited.type = EntryType.FORGIVE)),
    REPAID_AFTER_ITS_EXPIRY("while they are usable", entry(11, edited -> edited.moveRecordedBy(Duration.ofDays(999)))),
    CHARGED_TASK_HAS_NO_TRANSACTION(
            "transaction of a task that is charged", entry(8, edited -> edited.rename("another"))),
    UNCHARGED_TASK_HAS_A_TRANSACTION(
            "transaction of a task that is not charged",
            task(task -> EditedTask.of(task).charged(TaskCharge.unpaid(Credits.of(10))))),
    MORE_WAS_DEDUCTED_THAN_THE_TRANSACTION_SAYS("deducted, forgiven and owed for a task", task(charge(4, 0, 6))),
    FORGIVEN_IS_WHAT_IS_OWED("deducted, forgiven and owed for a task", task(charge(3, 7, 0))),
    CHARGED_AT_ANOTHER_INSTANT("the instant at which a task was charged", task(Violation::chargedLater)),
    CHARGED_TASK_IS_MISSING("keys of the tasks that the journal charges", tasks(tasks -> tasks.remove(0)));

    private final String finding;
    private final UnaryOperator<AccountContents> spoil;

    Violation(String finding, UnaryOperator<AccountContents> spoil) {
        this.finding = finding;
        this.spoil = spoil;
    }

    String finding() {
        return finding;
    }

    AccountContents spoil(AccountContents contents) {
        return spoil.apply(contents);
    }

    /** Rows that are being forged. */
    private static final class EditedRows {
        private final AccountContents original;
        private final List<Grant> open;
        private final List<Grant> grants;
        private long balance;
        private long lastSeq;
        private long debt;

        EditedRows(AccountContents original) {
            this.original = original;
            this.open = new ArrayList<>(original.openGrants());
            this.grants = new ArrayList<>(original.grants());
            this.balance = original.row().balance().value();
            this.lastSeq = original.row().lastSeq();
            this.debt = original.row().debt().value();
        }

        void newest(long remaining) {
            Grant grant = grants.get(0);
            grants.set(
                    0,
                    new Grant(
                            grant.account(),
                            grant.id(),
                            grant.number(),
                            grant.source(),
                            grant.priority(),
                            grant.amount(),
                            Credits.of(remaining),
                            grant.effective(),
                            grant.expiry()));
        }

        AccountContents forged() {
            Account row = original.row();
            Account forged = new Account(
                    row.id(),
                    Credits.of(balance),
                    row.held(),
                    Credits.of(debt),
                    lastSeq,
                    row.lastGrant(),
                    row.lastAt(),
                    row.openedAt());
            return new AccountContents(forged, open, grants, original.journal(), original.tasks());
        }
    }

    private static UnaryOperator<AccountContents> rows(BiConsumer<AccountContents, EditedRows> edit) {
        return contents -> {
            EditedRows edited = new EditedRows(contents);
            edit.accept(contents, edited);
            return edited.forged();
        };
    }

    private static UnaryOperator<AccountContents> journal(Consumer<List<Entry>> edit) {
        return contents -> {
            List<Entry> entries = new ArrayList<>(contents.journal());
            edit.accept(entries);
            return new AccountContents(
                    contents.row(), contents.openGrants(), contents.grants(), entries, contents.tasks());
        };
    }

    private static UnaryOperator<AccountContents> tasks(Consumer<List<Task>> edit) {
        return contents -> {
            List<Task> tasks = new ArrayList<>(contents.tasks());
            edit.accept(tasks);
            return new AccountContents(
                    contents.row(), contents.openGrants(), contents.grants(), contents.journal(), tasks);
        };
    }

    /** Forges the charged task. */
    private static UnaryOperator<AccountContents> task(UnaryOperator<Task> edit) {
        return tasks(tasks -> tasks.set(0, edit.apply(tasks.get(0))));
    }

    private static UnaryOperator<Task> charge(long deducted, long forgiven, long owed) {
        return task -> EditedTask.of(task)
                .charged(new TaskCharge(
                        Credits.of(deducted + forgiven + owed),
                        Credits.of(deducted),
                        Credits.of(forgiven),
                        Credits.of(owed),
                        task.endedAt()));
    }

    private static Task chargedLater(Task task) {
        TaskCharge told = Objects.requireNonNull(task.charge());
        Instant later = Objects.requireNonNull(told.chargedAt()).plusSeconds(1);
        return EditedTask.of(task)
                .charged(new TaskCharge(told.calculated(), told.deducted(), told.forgiven(), told.owed(), later));
    }

    private static UnaryOperator<AccountContents> entry(int index, Consumer<EditedEntry> edit) {
        return journal(entries -> replace(entries, index, edit));
    }

    private static void replace(List<Entry> entries, int index, Consumer<EditedEntry> edit) {
        EditedEntry edited = new EditedEntry(entries.get(index));
        edit.accept(edited);
        entries.set(index, edited.forged());
    }
}
