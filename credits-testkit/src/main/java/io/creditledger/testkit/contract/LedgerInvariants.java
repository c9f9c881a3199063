package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.engine.JournalReplay;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.contract.StoreContents.AccountContents;
import java.math.BigInteger;
import java.util.List;

/**
 * What holds in every store at any time, whatever has been done to it:
 *
 * <ul>
 *   <li>the journal of each account, replayed from nothing, yields exactly the account's row and its grants; so sequences
 *       have no gaps, no grant has less than 0 or more than its amount remaining, and the entries of each grant sum to
 *       what remains;
 *   <li>the balance is the sum of what remains in the open grants, and what is open is what has something remaining;
 *   <li>an account begins with its opening, a key has one effect, and a grant is made once;
 *   <li>credits were spent while they were usable, and expired at their expiry;
 *   <li>every charged task has one transaction, whose lines tell what was deducted, forgiven and owed for it, and no other
 *       task has any.
 * </ul>
 */
public final class LedgerInvariants {
    private LedgerInvariants() {}

    /**
     * Audits everything in a store.
     *
     * @param store the store
     * @throws AssertionError if an invariant does not hold
     */
    public static void assertHold(CreditStore store) {
        StoreContents.of(store).accounts().forEach(LedgerInvariants::assertHold);
    }

    /**
     * Audits one account.
     *
     * @param store the store
     * @param account an account that is open
     * @throws AssertionError if an invariant does not hold, or there is no such account
     */
    public static void assertHold(CreditStore store, AccountId account) {
        assertHold(AccountContents.of(store, account));
    }

    private static void assertHold(AccountContents contents) {
        assertThat(contents.row().isOpened())
                .as("account '%s' is opened", contents.row().id())
                .isTrue();
        JournalAudit audit = new JournalAudit();
        contents.journal().forEach(audit::accept);
        assertReplayYields(contents);
        assertOpenGrantsMakeTheBalance(contents);
        new TaskAudit(contents.journal()).accept(contents.tasks());
    }

    private static void assertReplayYields(AccountContents contents) {
        JournalReplay replay = new JournalReplay(contents.row().id());
        for (Entry entry : contents.journal()) {
            apply(replay, entry);
        }
        assertThat(contents.row()).as("account, against its journal").isEqualTo(replay.account());
        assertThat(contents.grants())
                .as(
                        "grants of account '%s', against the journal",
                        contents.row().id())
                .containsExactlyInAnyOrderElementsOf(replay.grants());
    }

    private static void apply(JournalReplay replay, Entry entry) {
        try {
            replay.accept(entry);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new AssertionError("the journal cannot be replayed at " + entry, e);
        }
    }

    private static void assertOpenGrantsMakeTheBalance(AccountContents contents) {
        List<Grant> open = contents.grants().stream().filter(Grant::isOpen).toList();
        assertThat(contents.openGrants())
                .as("open grants of account '%s'", contents.row().id())
                .containsExactlyInAnyOrderElementsOf(open);
        assertThat(contents.openGrants().stream()
                        .map(grant -> BigInteger.valueOf(grant.remaining().value()))
                        .reduce(BigInteger.ZERO, BigInteger::add))
                .as(
                        "what remains in the open grants of account '%s'",
                        contents.row().id())
                .isEqualTo(BigInteger.valueOf(contents.row().balance().value()));
    }
}
