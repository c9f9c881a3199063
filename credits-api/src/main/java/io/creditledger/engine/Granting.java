package io.creditledger.engine;

import io.creditledger.CreditLedgerException;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.UnusableGrantException;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * Making a grant, whoever asked for it. In the transaction that makes it, a grant that has expired already expires, and any
 * other repays the account's debt first.
 */
final class Granting {
    private final CreditPolicy policy;

    Granting(CreditPolicy policy) {
        this.policy = policy;
    }

    /** Returns why the grant is refused; empty if it was drafted. */
    Optional<CreditLedgerException> grant(TransactionDraft draft, GrantCredits command) {
        Account account = draft.before();
        if (command.amount().value() > Long.MAX_VALUE - account.balance().value()) {
            return Optional.of(new CreditOverflowException(account.id(), account.balance(), command.amount()));
        }
        Expiry expiry = command.expiry() != null ? command.expiry() : policy.expiryOf(draft.at());
        Instant effective = effective(command, expiry, draft.at());
        if (command.expiry() == null && expiry.hasPassedAt(effective)) {
            return Optional.of(new UnusableGrantException(account.id(), command.key(), effective, expiry));
        }
        make(draft, Grants.requested(command, draft.nextGrantNumber(), effective, expiry));
        return Optional.empty();
    }

    private static void make(TransactionDraft draft, Grant grant) {
        draft.make(grant);
        Credits repaid = draft.before().debt().min(grant.remaining());
        if (grant.isDueAt(draft.at())) {
            draft.expire(grant);
        } else if (!repaid.isZero()) {
            draft.repay(grant, repaid);
        }
    }

    /** Without a wish it is now; for a grant that has expired already, the latest instant at which it can have begun. */
    private static Instant effective(GrantCredits command, Expiry expiry, Instant at) {
        if (command.effective() != null) {
            return command.effective();
        }
        return expiry.hasPassedAt(at) ? expiry.instant().orElse(at) : at;
    }
}
