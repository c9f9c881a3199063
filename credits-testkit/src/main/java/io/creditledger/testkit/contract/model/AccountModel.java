package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Allocation;
import io.creditledger.Charge;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Fingerprint;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.GrantId;
import io.creditledger.GrantReceipt;
import io.creditledger.GrantTerms;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.IdempotencyKey;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.KeyedCommand;
import io.creditledger.Metadata;
import io.creditledger.OpenAccount;
import io.creditledger.OpenReceipt;
import io.creditledger.Receipt;
import io.creditledger.Request;
import io.creditledger.UnusableGrantException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One account by the rules: its journal, and what was asked of it under which key. */
final class AccountModel {
    /** The model compares what was asked as it was asked; entries of both sides are compared without fingerprints. */
    static final Fingerprint NO_FINGERPRINT = Fingerprint.of(Map.of("model", "any"));

    private final AccountId id;
    private final CreditPolicy policy;
    private final Map<IdempotencyKey, KeyedCommand<?>> asked = new HashMap<>();
    private final Map<IdempotencyKey, Receipt> answered = new HashMap<>();
    private ModelJournal journal;

    AccountModel(AccountId id, CreditPolicy policy) {
        this.id = id;
        this.policy = policy;
        this.journal = new ModelJournal(id, List.of());
    }

    ModelJournal journal() {
        return journal;
    }

    ModelJournal openedJournal() {
        if (journal.isEmpty()) {
            throw new AccountNotFoundException(id);
        }
        return journal;
    }

    /** Returns the receipt, or throws the refusal; a refusal leaves everything as it is, the key included. */
    Receipt apply(KeyedCommand<?> command, Instant now) {
        if (!(command instanceof OpenAccount)) {
            openedJournal();
        }
        KeyedCommand<?> first = asked.get(command.key());
        if (first != null) {
            return repeat(first, command);
        }
        Receipt receipt = decide(command, journal.notBeforeTheLast(now));
        asked.put(command.key(), command);
        answered.put(command.key(), receipt);
        return receipt;
    }

    /** Records what is due, at most so many grants in one transaction, and returns the grants as they were before. */
    List<Grant> expire(int batchSize, Instant now) {
        Instant at = journal.notBeforeTheLast(now);
        List<Grant> due = journal.due(at);
        for (int from = 0; from < due.size(); from += batchSize) {
            ModelTransaction transaction = new ModelTransaction(journal, at, null);
            due.subList(from, Math.min(from + batchSize, due.size())).forEach(transaction::expire);
            journal = transaction.journal();
        }
        return due;
    }

    /** Which grants would pay an amount; together less than the amount if too little is usable. */
    List<Allocation> allocate(Credits amount, Instant at) {
        List<Allocation> allocations = new ArrayList<>();
        long uncovered = amount.value();
        for (Grant grant : journal.usable(at, policy.consumptionOrder())) {
            long taken = Math.min(uncovered, grant.remaining().value());
            if (taken > 0) {
                allocations.add(new Allocation(grant.id(), Credits.of(taken)));
            }
            uncovered -= taken;
        }
        return allocations;
    }

    private Receipt repeat(KeyedCommand<?> first, KeyedCommand<?> command) {
        if (!first.equals(command)) {
            throw new IdempotencyConflictException(id, command.key(), AskedFields.differing(first, command));
        }
        Receipt receipt = Objects.requireNonNull(answered.get(command.key()));
        if (receipt instanceof OpenReceipt open) {
            return new OpenReceipt(id, open.openedAt(), open.grant(), true);
        }
        if (receipt instanceof GrantReceipt grant) {
            return new GrantReceipt(grant.grant(), true);
        }
        return new ChargeReceipt(((ChargeReceipt) receipt).charge(), true);
    }

    private Receipt decide(KeyedCommand<?> command, Instant at) {
        if (command instanceof OpenAccount) {
            return open(at);
        }
        if (command instanceof GrantCredits grant) {
            return grant(grant, at);
        }
        return charge((ChargeCredits) command, at);
    }

    private Receipt open(Instant at) {
        ModelTransaction transaction = begin(at, OpenAccount.KEY, null, Metadata.none());
        transaction.note(EntryType.OPEN);
        GrantId signUp = GrantId.madeBy(OpenAccount.KEY);
        if (policy.signUpCredits().value() > 0) {
            GrantTerms terms = new GrantTerms(1, OpenAccount.SIGN_UP_SOURCE, 0, policyExpiry(at));
            transaction.grant(signUp, policy.signUpCredits(), at, terms);
        }
        journal = transaction.journal();
        return new OpenReceipt(id, at, journal.grants().stream().findFirst().orElse(null), false);
    }

    private Receipt grant(GrantCredits command, Instant at) {
        requireRoomFor(command.amount());
        Expiry expiry = Objects.requireNonNullElseGet(command.expiry(), () -> policyExpiry(at));
        Instant effective = Objects.requireNonNullElseGet(command.effective(), () -> earlier(at, expiry));
        if (!isBefore(effective, expiry) && command.expiry() == null) {
            throw new UnusableGrantException(id, command.key(), effective, expiry);
        }
        ModelTransaction transaction = begin(at, command.key(), command.reference(), command.metadata());
        int number = journal.grants().size() + 1;
        GrantTerms terms = new GrantTerms(number, command.source(), command.priority(), expiry);
        transaction.grant(GrantId.madeBy(command.key()), command.amount(), effective, terms);
        if (!isBefore(at, expiry)) {
            transaction.expire(transaction.journal().grants().get(number - 1));
        }
        journal = transaction.journal();
        return new GrantReceipt(journal.grants().get(number - 1), false);
    }

    private void requireRoomFor(Credits amount) {
        if (amount.value() > Long.MAX_VALUE - journal.total()) {
            throw new CreditOverflowException(id, Credits.of(journal.total()), amount);
        }
    }

    private Receipt charge(ChargeCredits command, Instant at) {
        List<Allocation> allocations = allocate(command.amount(), at);
        Credits found = Allocation.sum(allocations);
        if (!found.equals(command.amount())) {
            throw new InsufficientCreditsException(id, command.amount(), found);
        }
        ModelTransaction transaction = begin(at, command.key(), command.reference(), command.metadata());
        allocations.forEach(transaction::charge);
        if (allocations.isEmpty()) {
            transaction.note(EntryType.CHARGE);
        }
        journal = transaction.journal();
        return new ChargeReceipt(
                new Charge(
                        id,
                        command.key(),
                        command.amount(),
                        allocations,
                        Credits.ZERO,
                        Credits.ZERO,
                        at,
                        journal.lastSeq(),
                        command.reference(),
                        command.metadata()),
                false);
    }

    private ModelTransaction begin(Instant at, IdempotencyKey key, @Nullable String reference, Metadata metadata) {
        return new ModelTransaction(journal, at, new Request(key, NO_FINGERPRINT, reference, metadata));
    }

    /** The same day of the month and time of the day, so many months later; the month's last day if it has no such day. */
    private Expiry policyExpiry(Instant creation) {
        ZonedDateTime local = creation.atZone(policy.zone());
        YearMonth month = YearMonth.from(local).plusMonths(policy.expiryMonths());
        LocalDate day = month.atDay(Math.min(local.getDayOfMonth(), month.lengthOfMonth()));
        LocalDateTime end = day.atTime(local.toLocalTime());
        return Expiry.at(
                ZonedDateTime.ofLocal(end, policy.zone(), local.getOffset()).toInstant());
    }

    private static Instant earlier(Instant at, Expiry expiry) {
        return isBefore(at, expiry) ? at : expiry.instant().orElseThrow();
    }

    private static boolean isBefore(Instant at, Expiry expiry) {
        return expiry.instant().map(at::isBefore).orElse(true);
    }
}
