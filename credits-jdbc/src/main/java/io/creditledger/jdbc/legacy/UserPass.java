package io.creditledger.jdbc.legacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads some users with all their rows and finds out what adopting them comes to, without writing anything. Rows are looked
 * at as they come; only sums are kept. For use once.
 */
final class UserPass {
    private final LegacyReader reader;
    private final Function<LegacyUser, AdoptionTerms> terms;
    private final DirtyCount dirty;
    private final Map<String, UserFold> folds = new LinkedHashMap<>();
    private @Nullable UserFold current;

    UserPass(LegacyReader reader, Function<LegacyUser, AdoptionTerms> terms, DirtyCount dirty) {
        this.reader = reader;
        this.terms = terms;
        this.dirty = dirty;
    }

    /**
     * Reads users.
     *
     * @param users users that follow each other in the reader's order, at least one
     */
    List<UserFindings> read(List<LegacyUser> users) {
        String first = users.get(0).id();
        String last = users.get(users.size() - 1).id();
        users.forEach(user -> folds.put(user.id(), new UserFold(user, terms.apply(user), dirty)));
        reader.transactions(first, last, terms.apply(users.get(0)).cutover(), this::accept);
        reader.tasks(first, last, this::accept);
        return folds.values().stream().map(UserFold::finish).toList();
    }

    /** A user without a fold has come since the users were read. */
    private void accept(LegacyTransaction row) {
        UserFold fold = folds.get(row.user());
        if (current != null && current != fold) {
            current.endTransactions();
        }
        current = fold;
        if (fold != null) {
            fold.accept(row);
        }
    }

    private void accept(LegacyTask row) {
        UserFold fold = folds.get(row.user());
        if (fold != null) {
            fold.accept(row);
        }
    }
}
