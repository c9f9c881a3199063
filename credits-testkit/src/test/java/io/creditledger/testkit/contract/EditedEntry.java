package io.creditledger.testkit.contract;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry that is being forged. */
final class EditedEntry {
    private final Entry original;
    EntryType type;

    @Nullable GrantId grant;

    long amount;
    long balanceAfter;
    Instant effectiveAt;
    Instant recordedAt;

    @Nullable Request request;

    @Nullable GrantTerms terms;

    EditedEntry(Entry original) {
        this.original = original;
        this.type = original.type();
        this.grant = original.grant();
        this.amount = original.amount();
        this.balanceAfter = original.balanceAfter().value();
        this.effectiveAt = original.effectiveAt();
        this.recordedAt = original.recordedAt();
        this.request = original.request();
        this.terms = original.terms();
    }

    void moveEffectiveBy(Duration duration) {
        effectiveAt = effectiveAt.plus(duration);
    }

    void moveRecordedBy(Duration duration) {
        recordedAt = recordedAt.plus(duration);
    }

    void number(long number) {
        if (terms != null) {
            terms = new GrantTerms(number, terms.source(), terms.priority(), terms.expiry());
        }
    }

    /** Puts the request under another key. */
    void rename(String key) {
        if (request != null) {
            request =
                    new Request(IdempotencyKey.of(key), request.fingerprint(), request.reference(), request.metadata());
        }
    }

    Entry forged() {
        return new Entry(
                original.account(),
                original.seq(),
                original.line(),
                type,
                grant,
                amount,
                Credits.of(balanceAfter),
                effectiveAt,
                recordedAt,
                request,
                terms,
                original.run());
    }
}
