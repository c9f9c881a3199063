package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.LedgerUnavailableException;
import io.creditledger.RunId;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.Faults;
import io.creditledger.jdbc.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** An adoption that is broken off at any point comes to the same end when it goes on, and a rollback too. */
@EveryDatabase
class AdoptionInterruptionTest {
    private static final LegacyRows ROWS = LegacyGenerator.dirty(46, 4, 5).rows();
    private static final AdoptionSettings SETTINGS = AdoptionSettings.refusing().withBatchSize(2);

    private final AdoptionDatabase database;
    private final Map<String, List<String>> before;
    private final Map<String, List<String>> adopted;

    AdoptionInterruptionTest(TestDatabase server) {
        database = AdoptionDatabase.with(server, ROWS);
        before = AdoptionDump.of(database.host());
        RunId run = adoptToTheEnd(plain());
        adopted = AdoptionDump.of(database.host(), run);
        plain().rollback(run);
    }

    @Test
    void there_is_something_to_interrupt() {
        RunId run = adoptToTheEnd(plain());

        assertThat(AdoptionDump.of(database.host())).isNotEqualTo(before);
        assertThat(AdoptionDump.of(database.host(), run)).isEqualTo(adopted);
        assertThat(adopted.get("credit_adoption_refusal")).isNotEmpty();
        assertThat(adopted.get("credit_adopted_account")).isNotEmpty();
    }

    @Test
    void an_adoption_that_was_broken_off_before_any_statement_or_commit_goes_on() {
        assertThat(interruptAdoptions(Break::before)).isGreaterThan(30);
    }

    @Test
    void an_adoption_whose_commit_was_not_answered_goes_on() {
        assertThat(interruptAdoptions(Break::afterCommit)).isGreaterThan(4);
    }

    /** Returns how often. */
    private int interruptAdoptions(IntFunction<Break> breaks) {
        boolean interrupted = true;
        int at = 0;
        while (interrupted) {
            at++;
            Break broken = breaks.apply(at);
            interrupted = interrupt(() -> adoption(broken).adopt(), broken);
            RunId run = adoptToTheEnd(plain());
            assertThat(AdoptionDump.of(database.host(), run))
                    .as("broken at %s", at)
                    .isEqualTo(adopted);
            plain().rollback(run);
        }
        return at;
    }

    @Test
    void a_rollback_that_was_broken_off_before_any_statement_or_commit_goes_on() {
        assertThat(interruptRollbacks(Break::before)).isGreaterThan(15);
    }

    @Test
    void a_rollback_whose_commit_was_not_answered_goes_on() {
        assertThat(interruptRollbacks(Break::afterCommit)).isGreaterThan(4);
    }

    private int interruptRollbacks(IntFunction<Break> breaks) {
        boolean interrupted = true;
        int at = 0;
        while (interrupted) {
            at++;
            RunId run = adoptToTheEnd(plain());
            Break broken = breaks.apply(at);
            interrupted = interrupt(() -> adoption(broken).rollback(run), broken);
            if (database.ledgers().count("select count(*) from credit_adoption") > 0) {
                plain().rollback(run);
            }
            assertThat(AdoptionDump.of(database.host())).as("broken at %s", at).isEqualTo(before);
        }
        return at;
    }

    /** Returns whether it was broken off. */
    private static boolean interrupt(Runnable work, Break broken) {
        try {
            work.run();
        } catch (LedgerUnavailableException e) {
            assertThat(e).hasRootCauseMessage("broken on purpose");
        }
        return broken.hasHappened();
    }

    @Test
    void a_connection_that_breaks_while_it_reads_is_replaced() {
        Faults faults = Faults.before(
                call -> call.executes() && call.sql().contains("from credit_transactions t\nwhere t.user_id >="),
                2,
                () -> new SQLException("gone", "08006"));

        AdoptionResult result = LegacyAdoption.into(database.ledger(faults.on(database.dataSource())), SETTINGS)
                .adopt();

        assertThat(faults.happened()).isEqualTo(2);
        assertThat(AdoptionDump.of(database.host(), result.run())).isEqualTo(adopted);
    }

    @Test
    void what_the_host_s_progress_throws_ends_the_adoption_which_goes_on_later() {
        AtomicInteger batches = new AtomicInteger();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> plain().adopt(progress -> {
                    batches.incrementAndGet();
                    assertThat(progress.usersDone()).isEqualTo(2);
                    assertThat(progress.usersTotal()).isEqualTo(4);
                    throw new IllegalStateException("enough");
                }));

        assertThat(batches).hasValue(1);
        assertThat(AdoptionDump.of(database.host(), adoptToTheEnd(plain()))).isEqualTo(adopted);
    }

    @Test
    void a_run_goes_on_with_the_settings_with_which_it_was_begun() {
        assertThatThrownBy(() -> plain().adopt(progress -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        LegacyAdoption other = LegacyAdoption.into(database.ledger(), AdoptionSettings.adjusting());

        assertThatThrownBy(other::adopt)
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("goes on with the settings with which it was begun")
                .hasMessageContaining("differences=REFUSE")
                .hasMessageContaining("differences=ADJUST");
    }

    @Test
    void a_run_that_is_resumed_later_keeps_its_cutover() {
        assertThatThrownBy(() -> plain().adopt(progress -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        database.ledgers().clock.advance(Duration.ofDays(100));

        RunId run = adoptToTheEnd(plain());

        assertThat(AdoptionDump.of(database.host(), run).get("credit_adopted_account"))
                .isEqualTo(adopted.get("credit_adopted_account"));
        database.ledgers().assertInvariants();
    }

    private LegacyAdoption plain() {
        return LegacyAdoption.into(database.ledger(), SETTINGS);
    }

    private LegacyAdoption adoption(Break broken) {
        return LegacyAdoption.into(database.ledger(broken.on(database.dataSource())), SETTINGS);
    }

    /** Returns the run; the last part of one that was interrupted when all was written is looked up. */
    private RunId adoptToTheEnd(LegacyAdoption adoption) {
        RunId run = adoption.adopt().run();
        return run == null ? lastRun() : run;
    }

    private RunId lastRun() {
        return RunId.of(Objects.requireNonNull(database.host()
                .query("select run_id from credit_adoption")
                .get(0)
                .get("run_id")));
    }
}
