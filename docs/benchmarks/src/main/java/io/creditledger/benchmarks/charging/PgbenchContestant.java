package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.PostgresServer;

/**
 * One prepared statement, run by pgbench.
 *
 * @param name its name
 * @param pgbench the program
 * @param statement the statement, in which {@code :account} and {@code :key} stand for an account and a new key
 */
record PgbenchContestant(String name, Pgbench pgbench, String statement) implements Contestant {
    @Override
    public Findings run(LedgerTables tables, Load load) {
        return pgbench.run((PostgresServer) tables.server(), tables.database(), script(load), load);
    }

    private String script(Load load) {
        String prepared = statement
                .strip()
                .replace(":account", "'" + LedgerTables.ACCOUNT + "' || :account")
                .replace(":key", "'" + LedgerTables.KEY + "' || :key");
        return """
                \\set account random(1, %d)
                \\set key random(1, %d)
                %s;
                """.formatted(load.accounts(), Long.MAX_VALUE - 1, prepared);
    }
}
