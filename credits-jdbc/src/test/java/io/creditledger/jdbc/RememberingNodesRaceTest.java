package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.Threads.result;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.InsufficientCreditsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, each of which remembers the accounts, are sent the same charges of the same few accounts at once. */
@EveryDatabase
class RememberingNodesRaceTest {
    private static final AccountId RICH = AccountId.of("rich");
    private static final AccountId OTHER = AccountId.of("rich-too");
    private static final AccountId POOR = AccountId.of("poor");
    private static final List<AccountId> ACCOUNTS = List.of(RICH, OTHER, POOR);
    private static final int CHARGES = 30;
    private static final int THREADS_OF_EACH = 2;
    private static final int MOST = 20;

    private final LedgerDatabase database;
    private final Random random = new Random(4711);
    private final Threads threads = new Threads();

    RememberingNodesRaceTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
    }

    /** A charge that was sent, and its receipt; none if it was refused. */
    private record Sent(ChargeCredits charge, Optional<ChargeReceipt> receipt) {}

    @AfterEach
    void audit() {
        threads.close();
        database.assertInvariants();
    }

    @ParameterizedTest
    @EnumSource
    void each_charge_is_made_once_or_refused_by_both(CommitMode mode) {
        try (JdbcCreditLedger one = mode.ledger(database);
                JdbcCreditLedger other = mode.ledger(database)) {
            ACCOUNTS.forEach(account -> openWithGrantsOfTen(one, account));

            Map<ChargeCredits, List<Sent>> sent = race(one, other).stream().collect(groupingBy(Sent::charge));

            assertThat(sent).hasSize(ACCOUNTS.size() * CHARGES);
            sent.values().forEach(RememberingNodesRaceTest::assertMadeOnceOrRefused);
            ACCOUNTS.forEach(account ->
                    assertThat(other.balance(account)).hasAvailable(granted(account) - charged(account, sent)));
            assertThat(charged(POOR, sent)).isGreaterThan(granted(POOR) - MOST);
            assertThat(sent.values())
                    .filteredOn(same -> same.get(0).receipt().isEmpty())
                    .allSatisfy(
                            same -> assertThat(same.get(0).charge().account()).isEqualTo(POOR));
        }
    }

    /** A grant holds less than most charges take. */
    private static void openWithGrantsOfTen(CreditLedger ledger, AccountId account) {
        ledger.open(account);
        for (int purchase = 1; purchase <= granted(account) / 10; purchase++) {
            ledger.grant(grantOf(account, 10, "purchase-" + purchase));
        }
    }

    private static long granted(AccountId account) {
        return account.equals(POOR) ? 150 : MOST * CHARGES;
    }

    /** Each node is sent all charges, in an order of its own, by some threads. */
    private List<Sent> race(CreditLedger one, CreditLedger other) {
        List<ChargeCredits> charges = new ArrayList<>();
        for (AccountId account : ACCOUNTS) {
            for (int charge = 1; charge <= CHARGES; charge++) {
                charges.add(chargeOf(account, 1 + random.nextInt(MOST), "task-" + charge));
            }
        }
        CyclicBarrier start = new CyclicBarrier(2 * THREADS_OF_EACH);
        List<Future<List<Sent>>> running = new ArrayList<>();
        for (CreditLedger node : List.of(one, other)) {
            Collections.shuffle(charges, random);
            int share = charges.size() / THREADS_OF_EACH;
            for (int thread = 0; thread < THREADS_OF_EACH; thread++) {
                List<ChargeCredits> mine = List.copyOf(charges.subList(thread * share, (thread + 1) * share));
                running.add(threads.start(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return send(node, mine);
                }));
            }
        }
        return running.stream().flatMap(future -> result(future).stream()).toList();
    }

    /** Some charges are sent twice to the same node. */
    private static List<Sent> send(CreditLedger node, List<ChargeCredits> charges) {
        List<Sent> sent = new ArrayList<>();
        for (ChargeCredits charge : charges) {
            sent.add(send(node, charge));
            if (sent.size() % 3 == 0) {
                sent.add(send(node, charge));
            }
        }
        return sent;
    }

    private static Sent send(CreditLedger node, ChargeCredits charge) {
        try {
            return new Sent(charge, Optional.of(node.charge(charge)));
        } catch (InsufficientCreditsException refusal) {
            return new Sent(charge, Optional.empty());
        }
    }

    /** What is available only becomes less, so that what one node refused is refused by the other. */
    private static void assertMadeOnceOrRefused(List<Sent> same) {
        List<ChargeReceipt> receipts =
                same.stream().flatMap(sent -> sent.receipt().stream()).toList();
        assertThat(same).hasSizeGreaterThanOrEqualTo(2);
        if (!receipts.isEmpty()) {
            assertThat(receipts).as("receipts of %s", same).hasSameSizeAs(same);
            assertThat(receipts).filteredOn(receipt -> !receipt.isReplay()).hasSize(1);
            assertThat(receipts)
                    .extracting(ChargeReceipt::charge)
                    .containsOnly(receipts.get(0).charge());
        }
    }

    private static long charged(AccountId account, Map<ChargeCredits, List<Sent>> sent) {
        return sent.values().stream()
                .map(same -> same.get(0))
                .filter(first -> first.charge().account().equals(account)
                        && first.receipt().isPresent())
                .mapToLong(first -> first.charge().amount().value())
                .sum();
    }
}
