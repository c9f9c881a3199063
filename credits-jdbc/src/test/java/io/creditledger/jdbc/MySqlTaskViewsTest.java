package io.creditledger.jdbc;

class MySqlTaskViewsTest extends TaskViewsSuite {
    MySqlTaskViewsTest() {
        super(TestDatabase.MYSQL);
    }
}
