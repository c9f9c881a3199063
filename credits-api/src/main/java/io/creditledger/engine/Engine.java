package io.creditledger.engine;

import io.creditledger.AccountNotFoundException;
import io.creditledger.ChargeCredits;
import io.creditledger.Command;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.ExpireGrants;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.KeyedCommand;
import io.creditledger.OpenAccount;
import io.creditledger.Request;
import io.creditledger.UnusableGrantException;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Decides commands. Pure: the same state and command always come to the same decision, nothing is read or written.
 *
 * <p>A command's key is looked up before any rule: what was done once is answered with its receipt, whatever has become
 * of the account since.
 */
final class Engine {
    private static final Comparator<Grant> SOONEST_EXPIRY =
            Comparator.comparing(Grant::expiry).thenComparingLong(Grant::number);

    private final CreditPolicy policy;

    Engine(CreditPolicy policy) {
        this.policy = policy;
    }

    Decision decide(AccountState state, Command<?> command) {
        if (command instanceof OpenAccount open) {
            return once(state, open, Requests.of(open), draft -> open(draft, state, open));
        }
        if (!state.account().isOpened()) {
            return Decision.refused(state, new AccountNotFoundException(command.account()));
        }
        if (command instanceof ChargeCredits charge) {
            return once(state, charge, Requests.of(charge), draft -> charge(draft, state, charge));
        }
        if (command instanceof GrantCredits grant) {
            return once(state, grant, Requests.of(grant), draft -> grant(draft, state, grant));
        }
        return expire(state, (ExpireGrants) command);
    }

    /** Drafts the transaction that a command asks for, or refuses it. */
    private interface Rule {
        Decision apply(TransactionDraft draft);
    }

    private Decision once(AccountState state, KeyedCommand<?> command, Request request, Rule rule) {
        List<Entry> earlier = state.transactionOf(command.key());
        return earlier == null
                ? rule.apply(new TransactionDraft(state.account(), state.at(), request))
                : repeated(state, command, request, earlier);
    }

    private static Decision repeated(
            AccountState state, KeyedCommand<?> command, Request request, List<Entry> earlier) {
        Request first = Objects.requireNonNull(earlier.get(0).request(), "the first request");
        List<String> differences = first.fingerprint().differencesTo(request.fingerprint());
        return differences.isEmpty()
                ? Decision.done(state, Receipts.of(command, earlier, true))
                : Decision.refused(
                        state, new IdempotencyConflictException(command.account(), command.key(), differences));
    }

    private Decision open(TransactionDraft draft, AccountState state, OpenAccount command) {
        draft.note(EntryType.OPEN);
        if (!policy.signUpCredits().isZero()) {
            draft.make(Grants.signUp(command, draft.nextGrantNumber(), policy, state.at()));
        }
        return done(draft, command);
    }

    private Decision grant(TransactionDraft draft, AccountState state, GrantCredits command) {
        Account account = state.account();
        if (command.amount().value() > Long.MAX_VALUE - account.balance().value()) {
            return Decision.refused(
                    state, new CreditOverflowException(account.id(), account.balance(), command.amount()));
        }
        Expiry expiry = command.expiry() != null ? command.expiry() : policy.expiryOf(state.at());
        Instant effective = effective(command, expiry, state.at());
        if (command.expiry() == null && expiry.hasPassedAt(effective)) {
            return Decision.refused(state, new UnusableGrantException(account.id(), command.key(), effective, expiry));
        }
        Grant grant = Grants.requested(command, draft.nextGrantNumber(), effective, expiry);
        draft.make(grant);
        if (grant.isDueAt(state.at())) {
            draft.expire(grant);
        }
        return done(draft, command);
    }

    /** Without a wish it is now; for a grant that has expired already, the latest instant at which it can have begun. */
    private static Instant effective(GrantCredits command, Expiry expiry, Instant at) {
        if (command.effective() != null) {
            return command.effective();
        }
        return expiry.hasPassedAt(at) ? expiry.instant().orElse(at) : at;
    }

    private Decision charge(TransactionDraft draft, AccountState state, ChargeCredits command) {
        Consumption consumption =
                Consumption.of(command.amount(), state.grants(), policy.consumptionOrder(), state.at());
        if (!consumption.isCovered()) {
            Credits available = command.amount().minus(consumption.uncovered());
            return Decision.refused(
                    state, new InsufficientCreditsException(command.account(), command.amount(), available));
        }
        consumption.draws().forEach(draw -> draft.charge(draw.grant(), draw.amount()));
        if (draft.entries().isEmpty()) {
            draft.note(EntryType.CHARGE);
        }
        return done(draft, command);
    }

    private static Decision expire(AccountState state, ExpireGrants command) {
        TransactionDraft draft = new TransactionDraft(state.account(), state.at(), null);
        state.grants().stream()
                .filter(grant -> grant.isDueAt(state.at()))
                .sorted(SOONEST_EXPIRY)
                .limit(command.limit())
                .forEach(draft::expire);
        Outcome outcome = new Outcome.Done(Receipts.expired(command.account(), draft.entries()));
        return draft.entries().isEmpty()
                ? new Decision(outcome, state.account(), List.of(), List.of())
                : draft.decided(outcome);
    }

    private static Decision done(TransactionDraft draft, KeyedCommand<?> command) {
        return draft.decided(new Outcome.Done(Receipts.of(command, draft.entries(), false)));
    }
}
