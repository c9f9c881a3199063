package io.creditledger.benchmarks.adoption;

import io.creditledger.benchmarks.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * How large a legacy database is.
 *
 * @param users the number of users
 * @param transactions the number of transactions; a user has at least one
 * @param tasks the number of tasks
 */
record LegacySize(int users, int transactions, int tasks) {
    private static final String SCRIPT = "legacy.sql";

    LegacySize {
        if (transactions < users) {
            throw new IllegalArgumentException("every user has a transaction, but there are to be " + users
                    + " users and " + transactions + " transactions");
        }
    }

    LegacySize withUsers(int newUsers) {
        return new LegacySize(newUsers, Math.max(newUsers, transactions), tasks);
    }

    /** Makes the host's tables, and fills them. */
    void generate(PostgresServer postgres, String database) {
        String script = script().replace("${users}", String.valueOf(users))
                .replace("${transactions}", String.valueOf(transactions))
                .replace("${tasks}", String.valueOf(tasks))
                .replaceAll("(?m)^--.*$", "");
        postgres.execute(database, Arrays.stream(script.split(";\n")).toArray(String[]::new));
    }

    private static String script() {
        try (InputStream script = LegacySize.class.getResourceAsStream(SCRIPT)) {
            return new String(Objects.requireNonNull(script, SCRIPT).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
