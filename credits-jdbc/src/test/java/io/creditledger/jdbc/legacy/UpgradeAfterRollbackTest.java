package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.SellingHost.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that has gone on selling, whose upgrade is rolled back halfway, and then upgraded again. */
@EveryDatabase
class UpgradeAfterRollbackTest {
    private static final int OLD = 1;
    private static final int MOVED = 2;
    private static final int NEW = 7;
    private static final int NEWER = 1_000;

    private final SellingHost host;

    UpgradeAfterRollbackTest(TestDatabase server) {
        host = SellingHost.with(server, rows()).upgraded();
    }

    private static LegacyRows rows() {
        return new LegacyRows(
                List.of(new User(OLD, 100L), new User(MOVED, 70L)),
                List.of(
                        new Transaction(1, OLD, 100L, daysAgo(170)),
                        new Transaction(2, MOVED, 100L, daysAgo(300)),
                        new Transaction(3, MOVED, -80L, daysAgo(250)),
                        new Transaction(4, MOVED, 50L, daysAgo(100))),
                List.of());
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** Each rollback gets one statement further than the one before it. */
    @Test
    void nobody_loses_or_wins_whatever_statement_the_rollback_is_cut_before() {
        signUp(NEW);
        host.host.insert(new LegacyRows(List.of(), List.of(new Transaction(5, NEW, 50L, daysAgo(175))), List.of()));
        host.execute("update users set credits = credits + 50 where id = " + NEW);
        host.pass(20);
        host.reports.expireNow();
        requireUpgraded();
        int statement = 1;
        while (isCutBefore(statement) && hasBegun()) {
            nothingHappensBetween();
            signUp(NEWER + statement);
            long given = host.credits(NEWER + statement);

            host.upgraded();
            host.reports.expireNow();

            assertThat(host.credits(NEWER + statement))
                    .as("who came before statement %s", statement)
                    .isEqualTo(given);
            requireUpgraded();
            statement++;
        }
        assertThat(statement).as("statements").isGreaterThan(5);
        assertThat(host.credits(OLD)).isEqualTo(100);
        assertThat(host.credits(MOVED)).isEqualTo(70);
        assertThat(host.credits(NEW)).isEqualTo(150);
    }

    private void requireUpgraded() {
        assertThat(List.of(host.credits(OLD), host.credits(MOVED), host.credits(NEW)))
                .isEqualTo(List.of(0L, 50L, 100L));
        assertThat(List.of(OLD, MOVED, NEW))
                .allSatisfy(
                        user -> assertThat(host.recalculated(user).difference()).isZero());
    }

    /** As long as the tables are there, scripts for support find that it is not their time. */
    private void nothingHappensBetween() {
        boolean isUnfinished = LegacyUpgrade.of(host.database()).state() instanceof UpgradeState.InProgress;
        if (isUnfinished
                && host.reports.checkSchema().stream().allMatch(check -> check.state() == SchemaCheck.State.PRESENT)) {
            long credits = host.credits(OLD);

            assertThat(host.reports.expireNow()).isEqualTo(LegacySweep.NOTHING);
            host.setCredits(OLD, credits + 1);
            host.reports.storeRecalculated(host.account(OLD));

            assertThat(host.credits(OLD)).isEqualTo(credits + 1);
            host.setCredits(OLD, credits);
        }
    }

    /** Else there is nothing left but to end the rollback, and an upgrade would be a first one. */
    private boolean hasBegun() {
        return !(LegacyUpgrade.of(host.database()).state() instanceof UpgradeState.NotUpgraded);
    }

    private boolean isCutBefore(int statement) {
        CutConnection cut = CutConnection.before(statement);
        try {
            LegacyUpgrade.of(cut.on(host.database())).rollback();
        } catch (LegacyUpgradeException e) {
            assertThat(e).hasMessageContaining("the connection was cut");
        }
        return cut.happened();
    }

    private void signUp(int user) {
        host.execute("insert into users (id, email) values (" + user + ", 'new@example.com')");
    }
}
