package io.creditledger.engine;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import java.time.Instant;

/** How a grant comes from a request, and how it is read back from the journal. */
final class Grants {
    private Grants() {}

    static Grant requested(GrantCredits command, long number, Instant effective, Expiry expiry) {
        return new Grant(
                command.account(),
                GrantId.madeBy(command.key()),
                number,
                command.source(),
                command.priority(),
                command.amount(),
                command.amount(),
                effective,
                expiry);
    }

    static Grant asMade(Entry entry, GrantId id, GrantTerms terms) {
        Credits amount = Credits.of(entry.amount());
        return new Grant(
                entry.account(),
                id,
                terms.number(),
                terms.source(),
                terms.priority(),
                amount,
                amount,
                entry.effectiveAt(),
                terms.expiry());
    }
}
