package io.creditledger.engine;

import io.creditledger.ConsumptionOrder;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditOverflowException;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Shortfall;
import io.creditledger.spi.Account;
import java.util.Collection;
import java.util.Optional;

/** Taking an amount from an account's grants, and doing with what they cannot pay as the rule says. */
final class Charging {
    private final ConsumptionOrder order;

    Charging(ConsumptionOrder order) {
        this.order = order;
    }

    /** Returns why the charge is refused; empty if it was drafted. */
    Optional<CreditLedgerException> charge(
            TransactionDraft draft, Collection<Grant> grants, Credits amount, Shortfall shortfall) {
        return charge(draft, Consumption.of(amount, grants, order, draft.at()), amount, shortfall);
    }

    static Optional<CreditLedgerException> charge(
            TransactionDraft draft, Consumption consumption, Credits amount, Shortfall shortfall) {
        Credits uncovered = consumption.uncovered();
        Account account = draft.before();
        if (!uncovered.isZero() && shortfall == Shortfall.REJECT) {
            return Optional.of(new InsufficientCreditsException(account.id(), amount, amount.minus(uncovered)));
        }
        if (shortfall == Shortfall.OWE
                && uncovered.value() > Long.MAX_VALUE - account.debt().value()) {
            return Optional.of(CreditOverflowException.ofDebt(account.id(), account.debt(), uncovered));
        }
        draft(draft, consumption, shortfall);
        return Optional.empty();
    }

    private static void draft(TransactionDraft draft, Consumption consumption, Shortfall shortfall) {
        for (Consumption.Draw draw : consumption.draws()) {
            draft.charge(draw.grant(), draw.amount());
        }
        if (!consumption.isCovered()) {
            draft.leaveUncovered(shortfall, consumption.uncovered());
        }
        if (draft.entries().isEmpty()) {
            draft.note(EntryType.CHARGE);
        }
    }
}
