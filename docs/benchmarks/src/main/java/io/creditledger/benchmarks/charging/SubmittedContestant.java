package io.creditledger.benchmarks.charging;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.benchmarks.Findings;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * One that is called without waiting for every answer, on a pool that has a connection for each caller.
 *
 * @param name its name
 * @param underWay how many calls of each caller may be without an answer at once
 * @param opening makes what is called
 */
record SubmittedContestant(String name, int underWay, Function<DataSource, Submitted> opening) implements Contestant {
    @Override
    public Findings run(LedgerTables tables, Load load) {
        try (HikariDataSource pool = Databases.pool(tables.url(), load.callers());
                Submitted submitted = opening.apply(pool)) {
            return Callers.submit(submitted, underWay, load);
        }
    }
}
