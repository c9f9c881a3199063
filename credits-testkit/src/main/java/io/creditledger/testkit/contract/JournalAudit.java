package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads one account's journal, entry by entry, and demands of each what no entry may break. For use by one thread. */
final class JournalAudit {
    private final Set<IdempotencyKey> keys = new HashSet<>();
    private final Map<GrantId, Term> terms = new HashMap<>();

    /** From when to when a grant is usable. */
    private record Term(Instant effective, Expiry expiry) {
        boolean includes(Instant at) {
            return hasBegunAt(at) && !expiry.hasPassedAt(at);
        }

        boolean hasBegunAt(Instant at) {
            return !at.isBefore(effective);
        }
    }

    void accept(Entry entry) {
        assertOpensFirst(entry);
        assertRequestIsNew(entry);
        if (entry.type() == EntryType.GRANT) {
            assertIsMadeOnce(entry);
        } else if (entry.grant() != null) {
            assertIsTakenInTime(entry, entry.grant());
        }
    }

    private static void assertOpensFirst(Entry entry) {
        boolean first = entry.seq() == 1 && entry.line() == 0;
        assertThat(entry.type() == EntryType.OPEN)
                .as("the journal begins with the account's opening, and only there: %s", entry)
                .isEqualTo(first);
    }

    private void assertRequestIsNew(Entry entry) {
        Request request = entry.request();
        boolean asked = entry.line() == 0 && entry.type() != EntryType.EXPIRE;
        assertThat(request != null)
                .as("the first line of what somebody asked for, and no other, bears the request: %s", entry)
                .isEqualTo(asked);
        if (request != null) {
            assertThat(keys.add(request.key()))
                    .as("a key has one effect: %s", entry)
                    .isTrue();
        }
    }

    private void assertIsMadeOnce(Entry entry) {
        GrantId grant = Objects.requireNonNull(entry.grant(), "the grant of a line that makes one");
        GrantTerms made = Objects.requireNonNull(entry.terms(), "the terms of a line that makes a grant");
        assertThat(made.number())
                .as("grants are numbered without gaps: %s", entry)
                .isEqualTo(terms.size() + 1L);
        assertThat(entry.amount()).as("a grant brings credits: %s", entry).isPositive();
        assertThat(terms.put(grant, new Term(entry.effectiveAt(), made.expiry())))
                .as("a grant is made once: %s", entry)
                .isNull();
    }

    private void assertIsTakenInTime(Entry entry, GrantId grant) {
        assertThat(entry.amount())
                .as("what makes no grant takes credits: %s", entry)
                .isNegative();
        Term term = terms.get(grant);
        if (term == null) {
            throw new AssertionError("nothing is taken from a grant before it is made: " + entry);
        }
        assertThat(isTakenInTime(entry, term))
                .as("credits are spent while they are usable, and expire when they are not: %s within %s", entry, term)
                .isTrue();
    }

    /** A new grant repays debt at once, even one that is not effective yet. */
    private static boolean isTakenInTime(Entry entry, Term term) {
        return switch (entry.type()) {
            case EXPIRE -> expiresInTime(entry, term);
            case REPAY -> isHistoric(entry) || !term.expiry().hasPassedAt(entry.recordedAt());
            case OPEN, GRANT, CHARGE, FORGIVE, OWE ->
                isHistoric(entry) ? term.hasBegunAt(entry.effectiveAt()) : term.includes(entry.recordedAt());
        };
    }

    /** Before the ledger, credits may have been spent that by its rules were expired. */
    private static boolean isHistoric(Entry entry) {
        return entry.run() != null;
    }

    private static boolean expiresInTime(Entry entry, Term term) {
        return term.expiry().hasPassedAt(entry.recordedAt()) && term.expiry().equals(Expiry.at(entry.effectiveAt()));
    }
}
