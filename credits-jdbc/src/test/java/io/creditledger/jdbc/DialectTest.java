package io.creditledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    @ParameterizedTest
    @CsvSource({
        "H2, 2.5.252, H2",
        "PostgreSQL, 18.6, POSTGRESQL",
        "MariaDB, 11.4.5-MariaDB, MARIADB",
        "MySQL, 8.4.0, MYSQL",
        "MySQL, 10.11.2-MariaDB-log, MARIADB"
    })
    void a_database_is_known_by_its_product_name_and_version(String product, String version, Dialect expected)
            throws SQLException {
        assertThat(Dialect.of(connectionTo(product, version))).isEqualTo(expected);
    }

    @Test
    void an_unknown_database_is_refused_with_the_list_of_known_ones() {
        assertThatThrownBy(() -> Dialect.of(connectionTo("Oracle", "23ai")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the ledger works on H2, PostgreSQL, MariaDB and MySQL, but the database is oracle");
    }

    @ParameterizedTest
    @CsvSource({
        "H2, 40001, 40001",
        "H2, HYT00, 50200",
        "H2, 90131, 90131",
        "H2, 90098, 90098",
        "H2, 90067, 90067",
        "POSTGRESQL, 40001, 0",
        "POSTGRESQL, 40P01, 0",
        "POSTGRESQL, 55P03, 0",
        "POSTGRESQL, 57P01, 0",
        "POSTGRESQL, 53300, 0",
        "POSTGRESQL, 08006, 0",
        "MARIADB, 40001, 1213",
        "MARIADB, HY000, 1205",
        "MARIADB, 08S01, 0",
        "MYSQL, 40001, 1213",
        "MYSQL, 41000, 1205",
        "MYSQL, 08S01, 0"
    })
    void what_may_succeed_when_done_again_is_transient(Dialect dialect, String state, int code) {
        assertThat(dialect.isTransient(new SQLException("failed", state, code))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "H2, 23505, 23505", "H2, 42102, 42102", "H2, none, 0", "H2, HY000, 1213",
                "POSTGRESQL, 23505, 0", "POSTGRESQL, 42P01, 0", "POSTGRESQL, 25P02, 0", "POSTGRESQL, none, 0",
                "POSTGRESQL, 22001, 1205", "MARIADB, 23000, 1062", "MARIADB, 42S02, 1146", "MYSQL, 23000, 1062"
            })
    void what_would_only_fail_again_is_not_transient(Dialect dialect, @Nullable String state, int code) {
        assertThat(dialect.isTransient(new SQLException("failed", state, code))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "H2, 90098, 90098, true",
        "H2, 40001, 40001, false",
        "H2, HYT00, 50200, false",
        "H2, 23505, 23505, false",
        "POSTGRESQL, 08006, 0, true",
        "POSTGRESQL, 57P03, 0, true",
        "POSTGRESQL, 53300, 0, true",
        "POSTGRESQL, 40P01, 0, false",
        "POSTGRESQL, 55P03, 0, false",
        "POSTGRESQL, 23505, 0, false",
        "MARIADB, 08S01, 0, true",
        "MARIADB, HY000, 1205, false",
        "MARIADB, 40001, 1213, false",
        "MYSQL, 08S01, 0, true",
        "MYSQL, 41000, 1205, false"
    })
    void a_lost_connection_is_told_from_accounts_that_others_hold(
            Dialect dialect, String state, int code, boolean isDisconnection) {
        assertThat(dialect.isDisconnection(new SQLException("failed", state, code)))
                .isEqualTo(isDisconnection);
    }

    private static Connection connectionTo(String product, String version) {
        DatabaseMetaData database = answering(DatabaseMetaData.class, method -> switch (method) {
            case "getDatabaseProductName" -> product;
            case "getDatabaseProductVersion" -> version;
            default -> throw new UnsupportedOperationException(method);
        });
        return answering(Connection.class, method -> database);
    }

    /** What a fake answers to a method's name. */
    private interface Answers {
        Object to(String method);
    }

    private static <T> T answering(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName())));
    }
}
