package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Allocation;
import io.creditledger.Charge;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.Command;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.ExpireReceipt;
import io.creditledger.GiveReward;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantReceipt;
import io.creditledger.GrantTerms;
import io.creditledger.OpenAccount;
import io.creditledger.OpenReceipt;
import io.creditledger.Receipt;
import io.creditledger.Request;
import io.creditledger.RewardReceipt;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Receipts are read off the lines of a transaction, whether it has just been decided or was made long ago: so a replay
 * cannot say anything else than the original.
 */
final class Receipts {
    private Receipts() {}

    static Receipt of(Command<?> command, List<Entry> transaction, boolean replay) {
        if (command instanceof ChargeCredits) {
            return new ChargeReceipt(charge(transaction), replay);
        }
        if (command instanceof OpenAccount) {
            Entry opening = transaction.get(0);
            return new OpenReceipt(opening.account(), opening.recordedAt(), grant(transaction), replay);
        }
        Grant grant = Objects.requireNonNull(grant(transaction), "the grant's line");
        return command instanceof GiveReward
                ? new RewardReceipt(grant.account(), grant, !replay)
                : new GrantReceipt(grant, replay);
    }

    static ExpireReceipt expired(AccountId account, List<Entry> transaction) {
        return new ExpireReceipt(account, transaction.size(), sumOf(transaction, EntryType.EXPIRE));
    }

    /** How many credits the lines of one type have taken, forgiven or made debt. */
    static Credits sumOf(List<Entry> transaction, EntryType type) {
        long sum = 0;
        for (Entry entry : transaction) {
            if (entry.type() == type) {
                sum = Math.addExact(sum, -entry.amount());
            }
        }
        return Credits.of(sum);
    }

    private static Charge charge(List<Entry> transaction) {
        Entry first = transaction.get(0);
        Request request = Objects.requireNonNull(first.request(), "a charge's request");
        Credits forgiven = sumOf(transaction, EntryType.FORGIVE);
        Credits owed = sumOf(transaction, EntryType.OWE);
        Few<Allocation> drawn = new Few<>();
        for (Entry entry : transaction) {
            if (entry.grant() != null) {
                drawn.add(new Allocation(entry.grant(), Credits.of(-entry.amount())));
            }
        }
        List<Allocation> allocations = drawn.list();
        return new Charge(
                first.account(),
                request.key(),
                Allocation.sum(allocations).plus(forgiven).plus(owed),
                allocations,
                forgiven,
                owed,
                first.recordedAt(),
                first.seq(),
                request.reference(),
                request.metadata());
    }

    private static @Nullable Grant grant(List<Entry> transaction) {
        for (Entry entry : transaction) {
            GrantId grant = entry.grant();
            GrantTerms terms = entry.terms();
            if (entry.type() == EntryType.GRANT && grant != null && terms != null) {
                return Grants.asMade(entry, grant, terms).minus(takenAtOnce(transaction, grant));
            }
        }
        return null;
    }

    /** What the transaction that made a grant took from it again, such as the expiry of one that was expired already. */
    private static Credits takenAtOnce(List<Entry> transaction, GrantId grant) {
        return transaction.stream()
                .filter(entry -> grant.equals(entry.grant()) && entry.amount() < 0)
                .map(entry -> Credits.of(-entry.amount()))
                .reduce(Credits.ZERO, Credits::plus);
    }
}
