package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.Allocation;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.HistoryQuery;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerTime;
import io.creditledger.Page;
import io.creditledger.engine.JournalReplay;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Holdings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account with ten thousand open grants of one credit each, of which the last one made expires first. */
@EveryDatabase
class LargeAccountTest {
    private static final int GRANTS = 10_000;

    private final LedgerDatabase database;
    private final StatementLog log = new StatementLog();
    private final JdbcCreditLedger ledger;

    LargeAccountTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        ledger = database.impatientLedger(log.on(database.dataSource()));
    }

    @BeforeEach
    void openWithGrants() {
        ledger.open(ALICE);
        database.store().transact(transaction -> {
            Account account = requireNonNull(
                    transaction.lock(new TreeSet<>(List.of(ALICE))).get(ALICE));
            transaction.write(List.of(grants(account)));
            return account;
        });
        log.forget();
    }

    @AfterEach
    void audit() {
        JournalReplay replay = new JournalReplay(ALICE);
        database.store().journal(ALICE, LedgerTime.MAX, replay::accept);
        Holdings holdings = database.store().holdings(ALICE).orElseThrow();

        assertThat(replay.account()).isEqualTo(holdings.account());
        assertThat(replay.grants().stream().filter(Grant::isOpen).collect(toSet()))
                .isEqualTo(Set.copyOf(holdings.openGrants()));
    }

    @Test
    void a_charge_that_the_first_grants_cover_reads_one_page() {
        ChargeReceipt receipt = ledger.charge(chargeOf(ALICE, 2, "task-1"));

        assertThat(receipt.charge().allocations())
                .extracting(Allocation::grant)
                .containsExactly(grantId(GRANTS), grantId(GRANTS - 1));
        assertThat(log.statements().stream()
                        .filter(text -> text.replace("(", "").startsWith("select")))
                .hasSize(2);
    }

    @Test
    void a_charge_can_take_all_of_them_but_not_one_more() {
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, GRANTS + 1, "task-1")))
                .isInstanceOfSatisfying(
                        InsufficientCreditsException.class,
                        refusal -> assertThat(refusal.available()).isEqualTo(Credits.of(GRANTS)));

        ChargeReceipt receipt = ledger.charge(chargeOf(ALICE, GRANTS, "task-1"));

        assertThat(receipt.charge().allocations()).hasSize(GRANTS);
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
        assertThat(ledger.charge(chargeOf(ALICE, GRANTS, "task-1")).charge()).isEqualTo(receipt.charge());
    }

    @Test
    void the_lines_of_one_transaction_page_through_history() {
        ledger.charge(chargeOf(ALICE, 1_000, "task-1"));
        HistoryQuery query = HistoryQuery.all().ofType(EntryType.CHARGE).limit(300);

        List<Integer> lines = new ArrayList<>();
        Page<Entry> page = ledger.history(ALICE, query);
        page.items().forEach(entry -> lines.add(entry.line()));
        while (page.next().isPresent()) {
            page = ledger.history(ALICE, query.after(page.next().get()));
            page.items().forEach(entry -> lines.add(entry.line()));
        }

        assertThat(lines)
                .hasSize(1_000)
                .isSortedAccordingTo((left, right) -> right - left)
                .doesNotHaveDuplicates();
    }

    private AccountChange grants(Account account) {
        Instant now = database.clock.instant();
        List<Grant> made = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int number = 1; number <= GRANTS; number++) {
            Expiry expiry = Expiry.at(now.plus(Duration.ofDays(366)).minusSeconds(number));
            GrantId id = grantId(number);
            made.add(new Grant(ALICE, id, number, "import", 0, Credits.of(1), Credits.of(1), now, expiry));
            GrantTerms terms = new GrantTerms(number, "import", 0, expiry);
            entries.add(
                    new Entry(ALICE, 2, number - 1, EntryType.GRANT, id, 1, Credits.of(number), now, now, null, terms));
        }
        Account after =
                new Account(ALICE, Credits.of(GRANTS), Credits.ZERO, Credits.ZERO, 2, GRANTS, now, account.openedAt());
        return new AccountChange(after, made, List.of(), entries, List.of(), List.of());
    }

    private static GrantId grantId(int number) {
        return new GrantId("import-" + number);
    }
}
