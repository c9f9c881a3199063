package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.engine.JournalReplay;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Holdings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What holds in every store at any time, whatever has been done to it:
 *
 * <ul>
 *   <li>the journal of each account, replayed from nothing, yields exactly the account's row and its grants; so sequences
 *       have no gaps, no grant has less than 0 or more than its amount remaining, and the entries of each grant sum to
 *       what remains;
 *   <li>the balance is the sum of what remains in the open grants, and what is open is what has something remaining;
 *   <li>a key has one effect.
 * </ul>
 */
public final class LedgerInvariants {
    private static final int PAGE = 500;

    private LedgerInvariants() {}

    /**
     * Audits everything in a store.
     *
     * @param store the store
     * @throws AssertionError if an invariant does not hold
     */
    public static void assertHold(CreditStore store) {
        List<AccountId> page = store.accounts(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(account -> assertHold(store, account));
            page = store.accounts(page.get(page.size() - 1), PAGE);
        }
    }

    /**
     * Audits one account.
     *
     * @param store the store
     * @param account an account that is open
     * @throws AssertionError if an invariant does not hold
     */
    public static void assertHold(CreditStore store, AccountId account) {
        JournalReplay replay = new JournalReplay(account);
        Set<IdempotencyKey> keys = new HashSet<>();
        store.journal(account, LedgerTime.MAX, entry -> {
            replay.accept(entry);
            assertKeyIsNew(keys, entry);
        });
        Holdings holdings = store.holdings(account).orElseThrow();
        List<Grant> grants = allGrants(store, account);
        List<Grant> open = grants.stream().filter(Grant::isOpen).toList();

        assertThat(replay.account()).as("account replayed from its journal").isEqualTo(holdings.account());
        assertThat(replay.grants()).as("grants replayed from the journal").containsExactlyInAnyOrderElementsOf(grants);
        assertThat(holdings.openGrants()).as("open grants").containsExactlyInAnyOrderElementsOf(open);
        assertThat(open.stream().mapToLong(grant -> grant.remaining().value()).sum())
                .as("sum of what remains")
                .isEqualTo(holdings.account().balance().value());
    }

    private static void assertKeyIsNew(Set<IdempotencyKey> keys, Entry entry) {
        if (entry.request() != null) {
            assertThat(keys.add(entry.request().key()))
                    .as("first use of the key in %s", entry)
                    .isTrue();
        }
    }

    private static List<Grant> allGrants(CreditStore store, AccountId account) {
        List<Grant> grants = new ArrayList<>();
        List<Grant> page = store.grants(account, GrantQuery.all(), PAGE);
        while (!page.isEmpty()) {
            grants.addAll(page);
            Cursor after = new Cursor(page.get(page.size() - 1).number(), 0);
            page = store.grants(account, GrantQuery.all().after(after), PAGE);
        }
        return grants;
    }
}
