package io.creditledger.jdbc.legacy;

import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.engine.JournalReplay;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal of an adopted account, replayed from nothing and compared with what the tables say: first its entries are
 * told, then its grants. For use by one thread.
 */
final class AccountJournal {
    private static final String LEGACY_GRANTS = "credit:legacy:";

    private final AdoptedRow adopted;
    private final Instant asOf;
    private final JournalReplay replay;
    private final Map<GrantId, Grant> unmatched = new HashMap<>();
    private Account left;
    private long expired;
    private boolean hasEnded;
    private @Nullable String flaw;
    private @Nullable String wrongMark;
    private ExpirySide expiry = ExpirySide.NOTHING;

    /**
     * Begins with an account.
     *
     * @param adopted what is recorded of it
     * @param asOf the instant at which its adopted balance counts
     */
    AccountJournal(AdoptedRow adopted, Instant asOf) {
        this.adopted = adopted;
        this.asOf = asOf;
        this.replay = new JournalReplay(adopted.account());
        this.left = replay.account();
    }

    AdoptedRow adopted() {
        return adopted;
    }

    void accept(Entry entry) {
        boolean isOfRun = entry.seq() <= adopted.lastSeq();
        if (!Objects.equals(entry.run(), isOfRun ? adopted.run() : null)) {
            noteMark(entry);
        }
        if (flaw == null) {
            replay(entry);
        }
        if (flaw == null && isOfRun) {
            left = replay.account();
            expired += entry.type() == EntryType.EXPIRE ? Math.negateExact(entry.amount()) : 0;
        }
    }

    private void replay(Entry entry) {
        try {
            replay.accept(entry);
        } catch (IllegalStateException e) {
            flaw = e.getMessage();
        }
    }

    private void noteMark(Entry entry) {
        wrongMark = "entry " + entry.seq() + "." + entry.line() + " of account '" + entry.account() + "' bears "
                + (entry.run() == null ? "no run" : "run " + entry.run()) + "; the adoption by run " + adopted.run()
                + " ends with " + adopted.lastSeq();
    }

    void accept(Grant grant) {
        endEntries();
        Grant expected = unmatched.remove(grant.id());
        if (flaw == null && !grant.equals(expected)) {
            flaw = "the table has " + grant + ", and the journal makes " + expected;
        }
        if (grant.id().value().startsWith(LEGACY_GRANTS)) {
            expiry = expiry.plus(ExpirySide.of(grant, asOf));
        }
    }

    private void endEntries() {
        if (!hasEnded) {
            replay.grants().forEach(grant -> unmatched.put(grant.id(), grant));
            hasEnded = true;
        }
    }

    /** Returns the account as the run left it. */
    Account left() {
        return left;
    }

    /** Returns what the run recorded as expired. */
    long expired() {
        return expired;
    }

    /** Returns what the account's adopted grants say of expiry. */
    ExpirySide expiry() {
        return expiry.ofOneAccount(expired);
    }

    /** Returns which entry bears a run that it should not bear, or does not bear the one that it should. */
    Optional<String> wrongMark() {
        return Optional.ofNullable(wrongMark);
    }

    /** Returns where the journal and the tables disagree, after the last grant. */
    Optional<String> flaw(@Nullable Account row) {
        endEntries();
        if (flaw != null) {
            return Optional.of(flaw);
        }
        if (!replay.account().equals(row)) {
            return Optional.of("the table has " + row + ", and the journal makes " + replay.account());
        }
        return unmatched.values().stream()
                .findFirst()
                .map(grant -> "the table does not have " + grant + ", which the journal makes");
    }
}
