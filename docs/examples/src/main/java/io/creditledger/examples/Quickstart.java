package io.creditledger.examples;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.SweepResult;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first days of an account on a video service that takes 10 credits for a second of video and 14 on the pro tier, and
 * a day half a year later. It runs on a database of its own, in a temporary folder.
 */
public final class Quickstart {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final int STANDARD_CREDITS_PER_SECOND = 10;
    private static final int PRO_CREDITS_PER_SECOND = 14;

    private final CreditLedger ledger;
    private final SettableClock clock;
    private final PrintStream out;

    private Quickstart(CreditLedger ledger, SettableClock clock, PrintStream out) {
        this.ledger = ledger;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the temporary folder cannot be made or removed
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    static void run(PrintStream out) throws IOException {
        SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
        Path folder = Files.createTempDirectory("quickstart");
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.at(url).clock(clock).migrating().build()) {
            new Quickstart(ledger, clock, out).tell();
        } finally {
            remove(folder);
        }
    }

    private void tell() {
        openAndGrant();
        chargeVideos();
        chargeAgain();
        chargeTooMuch();
        expire();
        out.println();
        out.print(StatementTable.of(ledger, ALICE));
    }

    private void openAndGrant() {
        ledger.open(ALICE);
        report("Alice signs up");
        clock.advance(Duration.ofHours(25));
        ledger.grant(GrantCredits.of(ALICE, Credits.of(500), "purchase", IdempotencyKey.of("order:815")));
        report("She buys 500 credits");
        ledger.grant(GrantCredits.of(ALICE, Credits.of(30), "gift", IdempotencyKey.of("gift:7"))
                .expiring(Expiry.never()));
        report("She is given 30 that never expire");
    }

    private void chargeVideos() {
        clock.advance(Duration.ofHours(28));
        charge("task:1", 5, STANDARD_CREDITS_PER_SECOND, "5 s standard");
        report("5 seconds of standard video cost 50");
        clock.advance(Duration.ofMinutes(5));
        charge("task:2", 5, PRO_CREDITS_PER_SECOND, "5 s pro");
        report("5 seconds of pro video cost 70");
    }

    private void chargeAgain() {
        ChargeReceipt receipt = charge("task:2", 5, PRO_CREDITS_PER_SECOND, "5 s pro");
        report("The pro charge comes twice (replay: " + receipt.isReplay() + ")");
    }

    private void chargeTooMuch() {
        try {
            charge("task:3", 60, PRO_CREDITS_PER_SECOND, "60 s pro");
        } catch (InsufficientCreditsException refusal) {
            report("60 seconds of pro video are refused");
            out.println("    " + refusal.getMessage());
        }
    }

    private void expire() {
        clock.set(clock.instant().atOffset(ZoneOffset.UTC).plusMonths(6).toInstant());
        report("Six months later, before any sweep");
        SweepResult swept = ledger.expire();
        report("The sweep records that " + swept.credits() + " expired");
    }

    private ChargeReceipt charge(String task, int seconds, int creditsPerSecond, String reference) {
        Credits price = Credits.of(Math.multiplyExact(seconds, creditsPerSecond));
        return ledger.charge(
                ChargeCredits.of(ALICE, price, IdempotencyKey.of(task)).withReference(reference));
    }

    private void report(String what) {
        out.printf("%-44s%5s available%n", what, ledger.balance(ALICE).available());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.delete(path);
            }
        }
    }
}
