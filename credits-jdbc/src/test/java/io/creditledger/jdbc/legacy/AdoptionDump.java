package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All rows of the host's tables and of the ledger's. */
final class AdoptionDump {
    private static final List<String> TABLES = List.of(
            "users",
            "credit_transactions",
            "tasks",
            "credit_account",
            "credit_grant",
            "credit_entry",
            "credit_task",
            "credit_adoption",
            "credit_adopted_account",
            "credit_adoption_refusal");

    private AdoptionDump() {}

    static Map<String, List<String>> of(AdoptionDatabase database) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : TABLES) {
            rows.put(
                    table,
                    database.host().rows(table).stream()
                            .map(Map::toString)
                            .sorted()
                            .toList());
        }
        return rows;
    }

    /** The same, with a name in the place of the run's. */
    static Map<String, List<String>> of(AdoptionDatabase database, @Nullable RunId run) {
        Map<String, List<String>> rows = of(database);
        rows.replaceAll((table, all) -> all.stream()
                .map(row -> row.replace(String.valueOf(run), "the run"))
                .sorted()
                .toList());
        return rows;
    }
}
