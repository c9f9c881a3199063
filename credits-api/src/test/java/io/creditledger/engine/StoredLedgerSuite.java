package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.key;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;

/** What tests of a ledger begin with: an open account without credits. */
abstract class StoredLedgerSuite {
    final JournalStore store = new JournalStore();
    Instant now = NOON;
    final StoredLedger ledger = new StoredLedger(
            store, CreditPolicy.builder().signUpCredits(Credits.ZERO).build(), () -> now);

    @BeforeEach
    void openAlice() {
        ledger.open(ALICE);
    }

    Grant grant(AccountId account, long credits, String key, Expiry expiry) {
        return ledger.grant(GrantCredits.of(account, Credits.of(credits), "purchase", key(key))
                        .expiring(expiry))
                .grant();
    }

    Grant grant(long credits, String key, Expiry expiry) {
        return grant(ALICE, credits, key, expiry);
    }
}
