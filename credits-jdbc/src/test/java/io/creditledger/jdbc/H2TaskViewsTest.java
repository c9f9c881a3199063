package io.creditledger.jdbc;

class H2TaskViewsTest extends TaskViewsSuite {
    H2TaskViewsTest() {
        super(TestDatabase.H2);
    }
}
