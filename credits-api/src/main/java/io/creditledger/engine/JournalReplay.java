package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.spi.Account;
import io.creditledger.spi.Holdings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as its journal tells it, from nothing. Give it the entries in the order of their seq and line.
 *
 * <p>For use by one thread.
 */
public final class JournalReplay {
    private final Map<GrantId, Grant> grants = new LinkedHashMap<>();
    private Account account;
    private int lastLine;

    /**
     * Begins with an account that is not opened yet.
     *
     * @param account whose journal it is
     */
    public JournalReplay(AccountId account) {
        this.account = Account.unopened(account);
    }

    /**
     * Applies the next entry.
     *
     * @param entry the entry
     * @throws IllegalStateException if the journal cannot be true: another account's entry, a gap, a grant that is not
     *     there or is there twice, more taken than remained, a balance that is not the sum. The replay is of no use then
     */
    public void accept(Entry entry) {
        requireNext(entry);
        try {
            apply(entry);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw broken(entry, String.valueOf(e.getMessage()));
        }
        if (!account.balance().equals(entry.balanceAfter())) {
            throw broken(entry, "the balance is " + account.balance());
        }
    }

    /**
     * Tells whether no entry was applied yet.
     *
     * @return true before the first entry
     */
    public boolean isEmpty() {
        return !account.isOpened();
    }

    /**
     * Returns the account's row as the entries so far make it.
     *
     * @return the row
     */
    public Account account() {
        return account;
    }

    /**
     * Returns all grants as the entries so far leave them.
     *
     * @return the grants, open or not, in the order in which they were made
     */
    public Collection<Grant> grants() {
        return List.copyOf(grants.values());
    }

    Holdings holdings() {
        return new Holdings(
                account, grants.values().stream().filter(Grant::isOpen).toList());
    }

    private void requireNext(Entry entry) {
        if (!entry.account().equals(account.id())) {
            throw broken(entry, "this is the journal of account '" + account.id() + "'");
        }
        boolean nextTransaction = entry.seq() == account.lastSeq() + 1 && entry.line() == 0;
        boolean nextLine = entry.seq() == account.lastSeq() && entry.line() == lastLine + 1;
        if (!nextTransaction && !nextLine) {
            throw broken(entry, "it follows " + account.lastSeq() + "." + lastLine);
        }
        if (entry.recordedAt().isBefore(account.lastAt())) {
            throw broken(entry, "it was recorded before the one that it follows");
        }
        lastLine = entry.line();
    }

    private void apply(Entry entry) {
        GrantTerms terms = entry.terms();
        GrantId id = entry.grant();
        if (id != null) {
            grants.put(id, terms == null ? drawn(entry, id) : made(entry, id, terms));
        }
        account = after(entry, terms);
    }

    private Grant made(Entry entry, GrantId id, GrantTerms terms) {
        if (grants.containsKey(id)) {
            throw broken(entry, "a grant was made under that id before");
        }
        if (terms.number() != account.lastGrant() + 1) {
            throw broken(entry, "the last grant's number is " + account.lastGrant());
        }
        return Grants.asMade(entry, id, terms);
    }

    private Grant drawn(Entry entry, GrantId id) {
        Grant grant = grants.get(id);
        if (grant == null) {
            throw broken(entry, "no grant was made under that id");
        }
        return grant.minus(Credits.of(-entry.amount()));
    }

    private Account after(Entry entry, @Nullable GrantTerms terms) {
        return new Account(
                account.id(),
                balanceAfter(entry.grant() == null ? 0 : entry.amount()),
                account.held(),
                debtAfter(entry),
                entry.seq(),
                terms == null ? account.lastGrant() : terms.number(),
                entry.recordedAt(),
                account.isOpened() ? account.openedAt() : entry.recordedAt());
    }

    private Credits debtAfter(Entry entry) {
        return switch (entry.type()) {
            case OWE -> account.debt().plus(Credits.of(-entry.amount()));
            case REPAY -> account.debt().minus(Credits.of(-entry.amount()));
            case OPEN, GRANT, CHARGE, EXPIRE, FORGIVE -> account.debt();
        };
    }

    private Credits balanceAfter(long moved) {
        return moved < 0
                ? account.balance().minus(Credits.of(-moved))
                : account.balance().plus(Credits.of(moved));
    }

    private static IllegalStateException broken(Entry entry, String why) {
        return new IllegalStateException("the journal cannot be true: " + why + " at " + entry);
    }
}
