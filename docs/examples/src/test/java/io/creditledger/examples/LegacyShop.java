package io.creditledger.examples;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host that has sold credits before. User 42 bought 100 long ago and spent 80 of them; 50 more have not expired. */
final class LegacyShop {
    private LegacyShop() {}

    static DataSource open() {
        DataSource database = HostDatabase.empty();
        addTo(database);
        return database;
    }

    static void addTo(DataSource database) {
        new JdbcTemplate(database)
                .batchUpdate(
                        "create table users (id bigint primary key, email varchar(200), credits integer default 10)",
                        "create table credit_transactions (id bigint primary key, user_id bigint, amount integer,"
                                + " created_at timestamp(6))",
                        "create table tasks (id bigint primary key, user_id bigint, status varchar(20),"
                                + " created_at timestamp(6), completed_at timestamp(6))",
                        "insert into users values (42, 'alice@example.com', 70)",
                        "insert into credit_transactions values"
                                + " (1, 42, 100, dateadd(day, -200, localtimestamp)),"
                                + " (2, 42, -80, dateadd(day, -150, localtimestamp)),"
                                + " (3, 42, 50, dateadd(day, -50, localtimestamp))",
                        "insert into tasks values (7, 42, 'SUCCEEDED', localtimestamp, localtimestamp)");
    }
}
