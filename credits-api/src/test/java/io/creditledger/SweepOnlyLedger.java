package io.creditledger;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** A ledger that can sweep, in a way that the test chooses, and nothing else. */
final class SweepOnlyLedger implements CreditLedger {
    final List<Instant> sweptAt = new ArrayList<>();
    private final InstantSource clock;
    private Function<Sweep, SweepResult> way = sweep -> result(3);

    SweepOnlyLedger(InstantSource clock) {
        this.clock = clock;
    }

    void sweepsLike(Function<Sweep, SweepResult> newWay) {
        way = newWay;
    }

    SweepResult result(long grants) {
        return new SweepResult(clock.instant(), 2, grants, BigInteger.valueOf(12_345));
    }

    @Override
    public SweepResult expire(Sweep sweep) {
        sweptAt.add(clock.instant());
        return way.apply(sweep);
    }

    @Override
    public <R extends Receipt> CompletionStage<R> submit(KeyedCommand<R> command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BulkResult chargeAll(
            Iterable<ChargeCredits> charges, Consumer<? super BulkOutcome<ChargeCredits, ChargeReceipt>> outcomes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BulkResult grantAll(
            Iterable<GrantCredits> grants, Consumer<? super BulkOutcome<GrantCredits, GrantReceipt>> outcomes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OpenReceipt open(AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public GrantReceipt grant(GrantCredits grant) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChargeReceipt charge(ChargeCredits charge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Quote quote(AccountId account, Credits amount) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Balance balance(AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Balance balanceAsOf(AccountId account, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Forecast forecast(AccountId account, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Grant> grants(AccountId account, GrantQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Entry> history(AccountId account, HistoryQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Tasks tasks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rewards rewards() {
        throw new UnsupportedOperationException();
    }
}
