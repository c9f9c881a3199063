package io.creditledger.engine;

import io.creditledger.AccountNotFoundException;
import io.creditledger.ChargeCredits;
import io.creditledger.Command;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditPolicy;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.ExpireGrants;
import io.creditledger.GiveReward;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.OpenAccount;
import io.creditledger.Request;
import io.creditledger.RewardReceipt;
import io.creditledger.TaskCommand;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
    private final Granting granting;
    private final Charging charging;
    private final TaskRules tasks;

    Engine(CreditPolicy policy) {
        this.policy = policy;
        this.granting = new Granting(policy);
        this.charging = new Charging(policy.consumptionOrder());
        this.tasks = new TaskRules(policy, charging);
    }

    Decision decide(AccountState state, Command<?> command) {
        if (command instanceof OpenAccount open) {
            return once(state, open, Requests.of(open), draft -> open(draft, open));
        }
        if (!state.account().isOpened()) {
            return Decision.refused(state, new AccountNotFoundException(command.account()));
        }
        if (command instanceof ChargeCredits charge) {
            return once(state, charge, Requests.of(charge), draft -> charge(draft, state, charge));
        }
        if (command instanceof GrantCredits grant) {
            return once(state, grant, Requests.of(grant), draft -> granting.grant(draft, grant));
        }
        if (command instanceof GiveReward give) {
            return give(state, give);
        }
        return command instanceof TaskCommand task ? tasks.decide(state, task) : expire(state, (ExpireGrants) command);
    }

    /** Drafts the transaction that a command asks for, or returns why it is refused. */
    private interface Rule {
        Optional<CreditLedgerException> draft(TransactionDraft draft);
    }

    private static Decision once(AccountState state, Command<?> command, Request request, Rule rule) {
        List<Entry> earlier = state.transactionOf(request.key());
        if (earlier != null) {
            return repeated(state, command, request, earlier);
        }
        TransactionDraft draft = new TransactionDraft(state.account(), state.at(), request);
        Optional<CreditLedgerException> refusal = rule.draft(draft);
        return refusal.isPresent()
                ? Decision.refused(state, refusal.get())
                : draft.decided(new Outcome.Done(Receipts.of(command, draft.entries(), false)));
    }

    private static Decision repeated(AccountState state, Command<?> command, Request request, List<Entry> earlier) {
        Request first = Objects.requireNonNull(earlier.get(0).request(), "the first request");
        List<String> differences = first.fingerprint().differencesTo(request.fingerprint());
        return differences.isEmpty()
                ? Decision.done(state, Receipts.of(command, earlier, true))
                : Decision.refused(
                        state, new IdempotencyConflictException(command.account(), request.key(), differences));
    }

    private Optional<CreditLedgerException> open(TransactionDraft draft, OpenAccount command) {
        draft.note(EntryType.OPEN);
        return policy.signUpCredits().isZero()
                ? Optional.empty()
                : granting.grant(
                        draft,
                        GrantCredits.of(
                                command.account(),
                                policy.signUpCredits(),
                                OpenAccount.SIGN_UP_SOURCE,
                                OpenAccount.KEY));
    }

    /** A reward of nothing is not given; one that was given before stays given. */
    private Decision give(AccountState state, GiveReward command) {
        Request request = Requests.of(command, state.at(), policy.zone());
        boolean givesNothing = command.reward().credits().isZero();
        return givesNothing && state.transactionOf(request.key()) == null
                ? Decision.done(state, new RewardReceipt(command.account(), null, false))
                : once(state, command, request, draft -> granting.grant(draft, rewarding(command, request)));
    }

    private static GrantCredits rewarding(GiveReward command, Request request) {
        return GrantCredits.of(
                command.account(), command.reward().credits(), command.reward().name(), request.key());
    }

    private Optional<CreditLedgerException> charge(TransactionDraft draft, AccountState state, ChargeCredits command) {
        return charging.charge(draft, state.grants(), command.amount(), policy.chargeShortfall());
    }

    private static Decision expire(AccountState state, ExpireGrants command) {
        TransactionDraft draft = new TransactionDraft(state.account(), state.at(), null);
        expire(draft, state.grants(), command.limit());
        Outcome outcome = new Outcome.Done(Receipts.expired(command.account(), draft.entries()));
        return draft.entries().isEmpty() ? Decision.unchanged(state, outcome) : draft.decided(outcome);
    }

    /** Drafts the expiry of due grants, soonest first. */
    static void expire(TransactionDraft draft, Collection<Grant> grants, int limit) {
        grants.stream()
                .filter(grant -> grant.isDueAt(draft.at()))
                .sorted(SOONEST_EXPIRY)
                .limit(limit)
                .forEach(draft::expire);
    }
}
