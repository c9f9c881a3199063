package io.creditledger.benchmarks.charging;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.benchmarks.Findings;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * One that is called, on a pool that has a connection for each caller.
 *
 * @param name its name
 * @param opening makes what is called
 */
record CalledContestant(String name, Function<DataSource, Called> opening) implements Contestant {
    @Override
    public Findings run(LedgerTables tables, Load load) {
        try (HikariDataSource pool = Databases.pool(tables.url(), load.callers());
                Called called = opening.apply(pool)) {
            return Callers.call(called, load);
        }
    }
}
