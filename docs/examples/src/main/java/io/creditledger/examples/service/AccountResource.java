package io.creditledger.examples.service;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.OpenReceipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts, and what they have. */
final class AccountResource {
    private final CreditLedger ledger;

    AccountResource(CreditLedger ledger) {
        this.ledger = ledger;
    }

    /** Which account to open. */
    record Opening(@Nullable String accountId) {}

    /** An account that is open. */
    record Opened(String accountId, String openedAt, long signUpCredits, boolean replay) {}

    /** What an account has. */
    record Funds(String accountId, long available, long notYetEffective, long debt, List<Expiring> expiring) {}

    /** What is gone at an instant. */
    record Expiring(String expiresAt, long credits) {}

    Reply open(Call call) {
        Opening opening = call.body(Opening.class);
        OpenReceipt receipt = ledger.open(Field.required("accountId", opening.accountId(), AccountId::of));
        Credits granted =
                receipt.grant() == null ? Credits.ZERO : receipt.grant().amount();
        return Reply.made(
                !receipt.isReplay(),
                new Opened(
                        receipt.account().value(), receipt.openedAt().toString(), granted.value(), receipt.isReplay()));
    }

    Reply balance(Call call) {
        Balance balance = ledger.balance(call.id(AccountId::of));
        return Reply.ok(new Funds(
                balance.account().value(),
                balance.available().value(),
                balance.notYetEffective().value(),
                balance.debt().value(),
                balance.expiring().stream()
                        .map(expiring -> new Expiring(
                                expiring.expires().toString(),
                                expiring.credits().value()))
                        .toList()));
    }
}
