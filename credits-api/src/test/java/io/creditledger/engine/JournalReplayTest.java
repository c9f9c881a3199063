package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grantCredits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.creditledger.AccountId;
import io.creditledger.Command;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.ExpireGrants;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.OpenAccount;
import io.creditledger.Shortfall;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JournalReplayTest {
    private final JournalReplay replay = new JournalReplay(ALICE);

    @Test
    void yields_the_account_and_the_grants_that_the_engine_left() {
        BatchDecision decided = BatchDecision.of(
                new Engine(CreditPolicy.defaults()),
                new Batch(List.of(
                        new OpenAccount(ALICE),
                        grantCredits(50, "order:1").withPriority(-1),
                        grantCredits(7, "order:2").expiring(Expiry.at(YESTERDAY)),
                        chargeCredits(70, "task:1"),
                        chargeCredits(0, "task:2"),
                        new ExpireGrants(ALICE, 9))),
                List.of(States.unopened()));

        decided.changes().get(0).entries().forEach(replay::accept);

        assertThat(replay.account()).isEqualTo(decided.changes().get(0).account());
        assertThat(replay.grants())
                .containsExactlyElementsOf(decided.changes().get(0).made());
        assertThat(replay.holdings().openGrants()).extracting(Grant::remaining).containsExactly(Credits.of(80));
    }

    @Test
    void yields_the_debt_that_the_engine_left() {
        CreditPolicy owing =
                CreditPolicy.builder().chargeShortfall(Shortfall.OWE).build();
        CreditPolicy forgiving =
                CreditPolicy.builder().chargeShortfall(Shortfall.FORGIVE).build();
        List<Entry> journal = new ArrayList<>();
        AccountState state = append(journal, States.unopened(), owing, new OpenAccount(ALICE));
        state = append(journal, state, owing, chargeCredits(150, "task:1"));
        state = append(journal, state, forgiving, chargeCredits(5, "task:2"));
        state = append(journal, state, owing, grantCredits(20, "order:1"));

        journal.forEach(replay::accept);

        assertThat(replay.account()).isEqualTo(state.account());
        assertThat(replay.account().debt()).isEqualTo(Credits.of(30));
        assertThat(replay.holdings().openGrants()).isEmpty();
    }

    private static AccountState append(
            List<Entry> journal, AccountState state, CreditPolicy policy, Command<?> command) {
        Decision decision = new Engine(policy).decide(state, command);
        journal.addAll(decision.entries());
        return States.after(state, decision);
    }

    @Test
    void keeps_the_instant_of_the_opening_and_that_of_the_last_transaction() {
        replay.accept(new Entry(ALICE, 1, 0, EntryType.OPEN, null, 0, Credits.ZERO, NOON, NOON, null, null));
        replay.accept(new Entry(ALICE, 2, 0, EntryType.CHARGE, null, 0, Credits.ZERO, NOON, TOMORROW, null, null));

        assertThat(replay.account().openedAt()).isEqualTo(NOON);
        assertThat(replay.account().lastAt()).isEqualTo(TOMORROW);
    }

    @Test
    void of_nothing_yields_an_account_that_is_not_opened() {
        assertThat(replay.isEmpty()).isTrue();
        assertThat(replay.account()).isEqualTo(Account.unopened(ALICE));
        assertThat(replay.grants()).isEmpty();
    }

    /** After an opening and a grant of 50 in one transaction, {@code 1.0} and {@code 1.1}. */
    @Nested
    class FindsWhatCannotBeTrue {
        private final GrantId grant = new GrantId("g");

        @BeforeEach
        void openWithFifty() {
            replay.accept(entry(ALICE, 1, 0, EntryType.OPEN, null, 0, 0, NOON, null));
            replay.accept(entry(ALICE, 1, 1, EntryType.GRANT, grant, 50, 50, NOON, terms(1)));
            assertThat(replay.isEmpty()).isFalse();
        }

        private static GrantTerms terms(long number) {
            return new GrantTerms(number, "purchase", 0, Expiry.at(TOMORROW));
        }

        private static Entry entry(
                AccountId account,
                long seq,
                int line,
                EntryType type,
                @Nullable GrantId grant,
                long amount,
                long balanceAfter,
                Instant recordedAt,
                @Nullable GrantTerms terms) {
            return new Entry(
                    account, seq, line, type, grant, amount, Credits.of(balanceAfter), NOON, recordedAt, null, terms);
        }

        private Entry charge(long seq, int line, long amount, long balanceAfter) {
            return entry(ALICE, seq, line, EntryType.CHARGE, grant, amount, balanceAfter, NOON, null);
        }

        private void assertBroken(Entry entry, String why) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> replay.accept(entry))
                    .withMessageStartingWith("the journal cannot be true: " + why + " at ")
                    .withMessageEndingWith(entry.toString());
        }

        @Test
        void but_not_what_can() {
            replay.accept(charge(1, 2, -1, 49));
            replay.accept(charge(2, 0, -49, 0));

            assertThat(replay.account().balance()).isEqualTo(Credits.ZERO);
        }

        @Test
        void a_missing_transaction() {
            assertBroken(charge(3, 0, -1, 49), "it follows 1.1");
        }

        @Test
        void a_missing_line() {
            assertBroken(charge(1, 3, -1, 49), "it follows 1.1");
        }

        @Test
        void a_transaction_without_its_first_line() {
            assertBroken(charge(2, 1, -1, 49), "it follows 1.1");
        }

        @Test
        void a_line_that_is_there_twice() {
            assertBroken(charge(1, 1, -1, 49), "it follows 1.1");
        }

        @Test
        void an_earlier_transaction() {
            replay.accept(charge(2, 0, -1, 49));

            assertBroken(charge(1, 1, -1, 48), "it follows 2.0");
        }

        @Test
        void an_entry_of_another_account() {
            assertBroken(
                    entry(BOB, 2, 0, EntryType.CHARGE, grant, -1, 49, NOON, null),
                    "this is the journal of account 'alice'");
        }

        @Test
        void time_that_runs_backwards() {
            assertBroken(
                    entry(ALICE, 2, 0, EntryType.CHARGE, grant, -1, 49, NOON.minusNanos(1000), null),
                    "it was recorded before the one that it follows");
        }

        @Test
        void a_grant_that_nobody_made() {
            assertBroken(
                    entry(ALICE, 2, 0, EntryType.CHARGE, new GrantId("other"), -1, 49, NOON, null),
                    "no grant was made under that id");
        }

        @Test
        void a_grant_that_is_made_twice() {
            assertBroken(
                    entry(ALICE, 2, 0, EntryType.GRANT, grant, 50, 100, NOON, terms(2)),
                    "a grant was made under that id before");
        }

        @Test
        void a_hole_in_the_numbers_of_the_grants() {
            assertBroken(
                    entry(ALICE, 2, 0, EntryType.GRANT, new GrantId("other"), 50, 100, NOON, terms(3)),
                    "the last grant's number is 1");
        }

        @Test
        void more_taken_than_remained() {
            assertBroken(charge(2, 0, -51, 0), "cannot take 51 from 50 credits; at most all of them can be taken");
        }

        @Test
        void more_repaid_than_was_owed() {
            Entry repaid = new Entry(ALICE, 2, 0, EntryType.REPAY, grant, -1, Credits.of(49), NOON, NOON, null, null);

            assertBroken(repaid, "cannot take 1 from 0 credits; at most all of them can be taken");
        }

        @Test
        void credits_given_back_by_a_charge() {
            assertBroken(charge(2, 0, 1, 51), "credits must not be negative, but were -1");
        }

        @Test
        void the_least_amount_of_all() {
            assertBroken(
                    charge(2, 0, Long.MIN_VALUE, 0), "credits must not be negative, but were -9223372036854775808");
        }

        @Test
        void a_grant_of_nothing() {
            assertBroken(
                    entry(ALICE, 2, 0, EntryType.GRANT, new GrantId("other"), 0, 50, NOON, terms(2)),
                    "a grant must be of at least 1 credit, but was of 0");
        }

        @Test
        void a_grant_that_takes() {
            assertBroken(
                    entry(ALICE, 2, 0, EntryType.GRANT, new GrantId("other"), -1, 49, NOON, terms(2)),
                    "credits must not be negative, but were -1");
        }

        @Test
        void a_balance_that_is_not_the_sum() {
            assertBroken(charge(2, 0, -1, 48), "the balance is 49");
        }

        @Test
        void a_balance_beyond_the_greatest() {
            assertBroken(
                    entry(ALICE, 2, 0, EntryType.GRANT, new GrantId("other"), Long.MAX_VALUE, 0, NOON, terms(2)),
                    "cannot add 9223372036854775807 to 50 credits; the sum must not exceed 9223372036854775807");
        }
    }

    @Test
    void a_journal_that_does_not_begin_at_its_beginning_cannot_be_true() {
        Entry second = new Entry(ALICE, 2, 0, EntryType.CHARGE, null, 0, Credits.ZERO, NOON, NOON, null, null);

        assertThatIllegalStateException()
                .isThrownBy(() -> replay.accept(second))
                .withMessageStartingWith("the journal cannot be true: it follows 0.0 at ");
    }
}
