package io.creditledger.jdbc;

class PostgresTaskViewsTest extends TaskViewsSuite {
    PostgresTaskViewsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
