package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.Allocation;
import io.creditledger.Balance;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Forecast;
import io.creditledger.Grant;
import io.creditledger.KeyedCommand;
import io.creditledger.Quote;
import io.creditledger.Receipt;
import io.creditledger.SweepResult;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ledger as the rules tell it: each method answers, or refuses, what the ledger's method of that name should. */
final class LedgerModel {
    private final CreditPolicy policy;
    private final Map<AccountId, AccountModel> accounts = new TreeMap<>();

    LedgerModel(CreditPolicy policy) {
        this.policy = policy;
    }

    Receipt apply(KeyedCommand<?> command, Instant now) {
        return account(command.account()).apply(command, now);
    }

    /**
     * An account's own time may be ahead of the clock. The clock says which accounts are swept, their own time says what
     * is due in them.
     */
    SweepResult expire(int batchSize, Instant now) {
        long sweptAccounts = 0;
        List<Grant> expired = new ArrayList<>();
        for (AccountModel account : accounts.values()) {
            if (!account.journal().due(now).isEmpty()) {
                sweptAccounts++;
                expired.addAll(account.expire(batchSize, now));
            }
        }
        BigInteger credits = expired.stream()
                .map(grant -> BigInteger.valueOf(grant.remaining().value()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new SweepResult(now, sweptAccounts, expired.size(), credits);
    }

    Quote quote(AccountId id, Credits amount, Instant now) {
        Instant at = opened(id).notBeforeTheLast(now);
        List<Allocation> allocations = account(id).allocate(amount, at);
        boolean covered = Allocation.sum(allocations).equals(amount);
        return new Quote(id, amount, opened(id).balance(at).available(), covered ? allocations : List.of(), at);
    }

    Balance balance(AccountId id, Instant now) {
        return opened(id).balance(opened(id).notBeforeTheLast(now));
    }

    Balance balanceAsOf(AccountId id, Instant at) {
        return opened(id).upTo(at).balance(at);
    }

    Forecast forecast(AccountId id, Instant at, Instant now) {
        Instant from = opened(id).notBeforeTheLast(now);
        return new Forecast(opened(id).balance(at), opened(id).expiringBetween(from, at));
    }

    /** Newest first. */
    List<Grant> grants(AccountId id) {
        return reversed(opened(id).grants());
    }

    /** Newest first. */
    List<Entry> history(AccountId id) {
        return reversed(opened(id).entries());
    }

    /** How many entries had been recorded by an instant. */
    int historySize(AccountId id, Instant at) {
        return opened(id).upTo(at).entries().size();
    }

    /** All instants at which a grant of an open account begins or ends to be usable. */
    List<Instant> boundaries() {
        List<Instant> boundaries = new ArrayList<>();
        for (AccountModel account : accounts.values()) {
            for (Grant grant : account.journal().grants()) {
                boundaries.add(grant.effective());
                grant.expiry().instant().ifPresent(boundaries::add);
            }
        }
        return boundaries.stream().distinct().sorted().toList();
    }

    boolean isOpen(AccountId id) {
        return !account(id).journal().isEmpty();
    }

    private ModelJournal opened(AccountId id) {
        return account(id).openedJournal();
    }

    private AccountModel account(AccountId id) {
        return accounts.computeIfAbsent(id, unknown -> new AccountModel(unknown, policy));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
