package io.creditledger.jdbc;

class MariaDbTaskViewsTest extends TaskViewsSuite {
    MariaDbTaskViewsTest() {
        super(TestDatabase.MARIADB);
    }
}
