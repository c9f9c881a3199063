package io.creditledger.jdbc.legacy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a host. Ids are numbers here; {@link IdType} makes ids of them.
 *
 * @param users the users
 * @param transactions the credits they received and spent
 * @param tasks their tasks
 */
record LegacyRows(List<User> users, List<Transaction> transactions, List<Task> tasks) {
    LegacyRows {
        users = List.copyOf(users);
        transactions = List.copyOf(transactions);
        tasks = List.copyOf(tasks);
    }

    record User(int number, @Nullable Long credits) {}

    /**
     * A row of {@code credit_transactions}.
     *
     * @param user the user's number; nobody has it if the row is an orphan
     */
    record Transaction(
            int number,
            int user,
            @Nullable Long amount,
            @Nullable Instant createdAt) {}

    record Task(
            int number,
            int user,
            String status,
            Instant createdAt,
            @Nullable Instant completedAt) {}

    List<Transaction> transactionsOf(User user) {
        return transactions.stream()
                .filter(transaction -> transaction.user() == user.number())
                .toList();
    }
}
