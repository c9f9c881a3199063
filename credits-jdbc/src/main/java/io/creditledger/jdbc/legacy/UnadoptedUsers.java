package io.creditledger.jdbc.legacy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The users whom no run has adopted, in one transaction. They are looked for some at a time, so that memory stays flat. */
final class UnadoptedUsers {
    private static final int USERS_AT_A_TIME = 1_000;

    private final AdoptedAccounts accounts;
    private final LegacyReader reader;

    UnadoptedUsers(DSLContext sql, LegacyReader reader) {
        this.accounts = new AdoptedAccounts(sql);
        this.reader = reader.on(sql);
    }

    boolean areThere() {
        List<String> some = usersAfter(null);
        while (!some.isEmpty() && unadopted(some).isEmpty()) {
            some = usersAfter(last(some));
        }
        return !some.isEmpty();
    }

    /** How many of their receipts are due, and still in a balance because no run of the expiry has marked them. */
    long countDueReceipts(Instant now) {
        if (!reader.marksExpiry()) {
            return 0;
        }
        long due = 0;
        List<String> some = usersAfter(null);
        while (!some.isEmpty()) {
            due += countDueReceipts(some, now);
            some = usersAfter(last(some));
        }
        return due;
    }

    private long countDueReceipts(List<String> users, Instant now) {
        Set<String> unadopted = unadopted(users);
        if (unadopted.isEmpty()) {
            return 0;
        }
        return reader.dueReceipts(users.get(0), last(users), now).entrySet().stream()
                .filter(due -> unadopted.contains(due.getKey()))
                .mapToLong(due -> due.getValue())
                .sum();
    }

    private Set<String> unadopted(List<String> users) {
        Set<String> unadopted = new HashSet<>(users);
        unadopted.removeAll(accounts.among(users));
        return unadopted;
    }

    private List<String> usersAfter(@Nullable String user) {
        return reader.users(user, USERS_AT_A_TIME).stream().map(LegacyUser::id).toList();
    }

    private static String last(List<String> users) {
        return users.get(users.size() - 1);
    }
}
