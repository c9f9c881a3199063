package io.creditledger.jdbc;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.testkit.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often tasks go to PostgreSQL. A transaction begins with its first statement, at no cost of its own. */
class TaskStatementCountTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final Pattern TABLE = Pattern.compile("\\b(?:from|into|update) +(credit_\\w+)");
    private static final TaskId TASK = TaskId.of("task-1");

    private final HikariDataSource database = TestDatabase.POSTGRESQL.newDatabase();
    private final List<String> done = new ArrayList<>();
    private CreditLedger ledger;

    /** Alice has a hundred sign-up credits. */
    @BeforeEach
    void startTask() {
        CreditSchema.of(database).migrate();
        ledger = ledgerWith(CreditPolicy.defaults());
        ledger.open(ALICE);
        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));
        done.clear();
    }

    @AfterEach
    void closePool() {
        database.close();
    }

    private CreditLedger ledgerWith(CreditPolicy policy) {
        return JdbcCreditLedger.on(watched(database))
                .policy(policy)
                .clock(SettableClock.at("2026-01-15T10:00:00Z"))
                .build();
    }

    @Test
    void a_completion_finds_its_task_and_then_locks_loads_twice_writes_once_and_commits() {
        ledger.tasks().complete(TASK, Duration.ofSeconds(5));

        assertThat(done)
                .containsExactly(
                        "select credit_task",
                        "select credit_account; select credit_grant; select credit_task",
                        "with credit_account credit_grant credit_task credit_entry; commit");
    }

    @Test
    void a_completion_delivered_again_writes_nothing() {
        ledger.tasks().complete(TASK, Duration.ofSeconds(5));
        done.clear();

        ledger.tasks().complete(TASK, Duration.ofSeconds(5));

        assertThat(done).containsExactly("select credit_task", "select credit_account; select credit_task", "commit");
    }

    @Test
    void a_completion_that_cannot_be_paid_writes_its_task_alone() {
        CreditLedger strict = ledgerWith(
                CreditPolicy.builder().taskShortfall(Shortfall.REJECT).build());
        done.clear();

        strict.tasks().complete(TASK, Duration.ofSeconds(11));

        assertThat(done)
                .containsExactly(
                        "select credit_task",
                        "select credit_account; select credit_grant; select credit_task",
                        "with credit_task; commit");
    }

    @Test
    void a_start_looks_for_the_task_and_then_locks_loads_and_writes_once() {
        ledger.tasks().start(StartTask.of(ALICE, TaskId.of("task-2"), Tier.PRO));

        assertThat(done)
                .containsExactly(
                        "select credit_task", "select credit_account; select credit_task", "with credit_task; commit");
    }

    @Test
    void a_reward_costs_what_a_grant_costs() {
        ledger.rewards().dailySignIn(ALICE);

        assertThat(done)
                .containsExactly(
                        "select credit_account; select credit_entry",
                        "with credit_account credit_grant credit_entry; commit");
    }

    /** A call that is watched, and what it yields. */
    private interface Watch {
        @Nullable Object yields(Method method, Object @Nullable [] arguments, @Nullable Object result);
    }

    private DataSource watched(DataSource source) {
        return watch(
                DataSource.class,
                source,
                (method, arguments, result) -> result instanceof Connection connection ? watched(connection) : result);
    }

    private Connection watched(Connection connection) {
        return watch(Connection.class, connection, (method, arguments, result) -> {
            if (method.getName().equals("commit") && !isCommitted()) {
                done.add("commit");
            }
            return result instanceof PreparedStatement statement && arguments != null
                    ? watched(statement, told((String) arguments[0]))
                    : result;
        });
    }

    /** To commit once more what was committed with the writes costs nothing. */
    private boolean isCommitted() {
        return !done.isEmpty() && done.get(done.size() - 1).endsWith("; commit");
    }

    private PreparedStatement watched(PreparedStatement statement, String told) {
        return watch(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (method.getName().startsWith("execute")) {
                done.add(told);
            }
            return result;
        });
    }

    /** What the statements do that go together. */
    private static String told(String sql) {
        return Stream.of(sql.split("; ")).map(TaskStatementCountTest::toldOfOne).collect(joining("; "));
    }

    /** What a statement does, and to which table; if it writes several, to which. */
    private static String toldOfOne(String sql) {
        String bare = sql.toLowerCase(Locale.ROOT).replaceAll("[(\"]", " ").strip();
        String does = bare.split(" ", 2)[0];
        return TABLE.matcher(bare)
                .results()
                .limit(does.equals("with") ? Long.MAX_VALUE : 1)
                .map(found -> found.group(1))
                .collect(joining(" ", does + " ", ""))
                .strip();
    }

    private static <T> T watch(Class<T> type, T target, Watch watch) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return watch.yields(method, arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
