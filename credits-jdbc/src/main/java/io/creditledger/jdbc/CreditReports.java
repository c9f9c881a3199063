package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_AFFECTED_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_BALANCE_CHECK;
import static io.creditledger.jdbc.schema.Tables.CREDIT_DAILY_TOTAL;
import static io.creditledger.jdbc.schema.Tables.CREDIT_EXPIRED_SUMMARY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_EXPIRING_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_EXPIRY_RANGE;
import static io.creditledger.jdbc.schema.Tables.CREDIT_UNCHARGED_TASK;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.GrantId;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.TaskId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DSL;

/**
 * The questions that support asks of a ledger. Each is a view of its tables, which support may just as well read with SQL;
 * what is past is told by the database's clock.
 *
 * <pre>{@code
 * CreditReports reports = CreditReports.on(dataSource);
 * for (AffectedAccount account : reports.affectedByExpiry(20)) {
 *     write(account.account(), account.expired());
 * }
 * }</pre>
 *
 * <p>They are questions about all accounts, and read a good part of the tables: meant for people, not for each request of
 * a product. They write nothing and lock nothing. Each throws a {@link LedgerUnavailableException} if the database fails,
 * and an {@link IllegalArgumentException} if its limit is not from 1 to {@value #MAX_LIMIT}. Thread-safe.
 */
public final class CreditReports {
    /** The greatest number of rows that may be asked for. */
    public static final int MAX_LIMIT = 10_000;

    private final DataSource dataSource;

    private CreditReports(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Returns the reports on a ledger.
     *
     * @param dataSource the ledger's database; never closed here
     * @return the reports
     */
    public static CreditReports on(DataSource dataSource) {
        return new CreditReports(dataSource);
    }

    /**
     * Tells how much has expired.
     *
     * @return the summary over all accounts
     */
    public ExpiredSummary expired() {
        return ask(sql -> sql.selectFrom(CREDIT_EXPIRED_SUMMARY).fetchSingle(CreditReports::expiredSummary));
    }

    private static ExpiredSummary expiredSummary(Record row) {
        return new ExpiredSummary(
                row.get(CREDIT_EXPIRED_SUMMARY.GRANTS),
                Credits.of(row.get(CREDIT_EXPIRED_SUMMARY.GRANTED)),
                Credits.of(row.get(CREDIT_EXPIRED_SUMMARY.EXPIRED)),
                row.get(CREDIT_EXPIRED_SUMMARY.ACCOUNTS),
                row.get(CREDIT_EXPIRED_SUMMARY.AFFECTED),
                row.get(CREDIT_EXPIRED_SUMMARY.DUE_GRANTS),
                Credits.of(row.get(CREDIT_EXPIRED_SUMMARY.DUE)));
    }

    /**
     * Tells when grants expire.
     *
     * @return the first and the last expiry, past ones included, and how many grants have one
     */
    public ExpiryRange expiryDates() {
        return ask(sql -> sql.selectFrom(CREDIT_EXPIRY_RANGE)
                .fetchSingle(row -> new ExpiryRange(
                        row.get(CREDIT_EXPIRY_RANGE.EARLIEST),
                        row.get(CREDIT_EXPIRY_RANGE.LATEST),
                        row.get(CREDIT_EXPIRY_RANGE.GRANTS),
                        row.get(CREDIT_EXPIRY_RANGE.NEVER))));
    }

    /**
     * Compares balances with what explains them.
     *
     * @param limit the greatest number of accounts
     * @return the accounts with the greatest differences first, then by their ids
     */
    public List<BalanceCheck> balances(int limit) {
        int checked = requireLimit(limit);
        return ask(sql -> sql.selectFrom(CREDIT_BALANCE_CHECK)
                .orderBy(DSL.abs(CREDIT_BALANCE_CHECK.DIFFERENCE).desc(), CREDIT_BALANCE_CHECK.ACCOUNT_ID)
                .limit(checked)
                .fetch(CreditReports::balanceCheck));
    }

    /**
     * Compares one balance with what explains it.
     *
     * @param account the account
     * @return the comparison; empty if there is no such account
     */
    public Optional<BalanceCheck> balance(AccountId account) {
        Objects.requireNonNull(account, "account");
        return ask(sql -> sql.selectFrom(CREDIT_BALANCE_CHECK)
                .where(CREDIT_BALANCE_CHECK.ACCOUNT_ID.eq(account.value()))
                .fetchOptional(CreditReports::balanceCheck));
    }

    private static BalanceCheck balanceCheck(Record row) {
        return new BalanceCheck(
                AccountId.of(row.get(CREDIT_BALANCE_CHECK.ACCOUNT_ID)),
                row.get(CREDIT_BALANCE_CHECK.BALANCE),
                Credits.of(row.get(CREDIT_BALANCE_CHECK.DEBT)),
                Credits.of(row.get(CREDIT_BALANCE_CHECK.ACTIVE)),
                Credits.of(row.get(CREDIT_BALANCE_CHECK.PAST)),
                Credits.of(row.get(CREDIT_BALANCE_CHECK.SPENT)),
                Credits.of(row.get(CREDIT_BALANCE_CHECK.EXPIRED)),
                row.get(CREDIT_BALANCE_CHECK.DIFFERENCE));
    }

    /**
     * Finds the accounts that lost credits because they expired.
     *
     * @param limit the greatest number of accounts
     * @return the accounts, those that lost most first, then by their ids
     */
    public List<AffectedAccount> affectedByExpiry(int limit) {
        int checked = requireLimit(limit);
        return ask(sql -> sql.selectFrom(CREDIT_AFFECTED_ACCOUNT)
                .orderBy(CREDIT_AFFECTED_ACCOUNT.EXPIRED.desc(), CREDIT_AFFECTED_ACCOUNT.ACCOUNT_ID)
                .limit(checked)
                .fetch(row -> new AffectedAccount(
                        AccountId.of(row.get(CREDIT_AFFECTED_ACCOUNT.ACCOUNT_ID)),
                        row.get(CREDIT_AFFECTED_ACCOUNT.BALANCE),
                        Credits.of(row.get(CREDIT_AFFECTED_ACCOUNT.EXPIRED)),
                        row.get(CREDIT_AFFECTED_ACCOUNT.FIRST_EXPIRY))));
    }

    /**
     * Finds grants of which something will expire soon.
     *
     * @param days within how many times 24 hours from now, 1 or more
     * @param limit the greatest number of grants
     * @return the grants, the soonest first
     * @throws IllegalArgumentException if the days or the limit are out of bounds
     */
    public List<ExpiringGrant> expiringWithin(int days, int limit) {
        if (days < 1) {
            throw new IllegalArgumentException("days must be 1 or more, but were " + days);
        }
        int checked = requireLimit(limit);
        return ask(sql -> sql.selectFrom(CREDIT_EXPIRING_GRANT)
                .where(CREDIT_EXPIRING_GRANT.DAYS_LEFT.lt(days))
                .orderBy(
                        CREDIT_EXPIRING_GRANT.EXPIRES_AT,
                        CREDIT_EXPIRING_GRANT.ACCOUNT_ID,
                        CREDIT_EXPIRING_GRANT.GRANT_ID)
                .limit(checked)
                .fetch(row -> new ExpiringGrant(
                        AccountId.of(row.get(CREDIT_EXPIRING_GRANT.ACCOUNT_ID)),
                        new GrantId(row.get(CREDIT_EXPIRING_GRANT.GRANT_ID)),
                        row.get(CREDIT_EXPIRING_GRANT.SOURCE),
                        Credits.of(row.get(CREDIT_EXPIRING_GRANT.REMAINING)),
                        row.get(CREDIT_EXPIRING_GRANT.EXPIRES_AT))));
    }

    /**
     * Finds the tasks that are completed and not charged.
     *
     * @param limit the greatest number of tasks
     * @return the tasks, the newest completion first
     */
    public List<UnchargedTask> unchargedTasks(int limit) {
        int checked = requireLimit(limit);
        return ask(sql -> sql.selectFrom(CREDIT_UNCHARGED_TASK)
                .orderBy(CREDIT_UNCHARGED_TASK.COMPLETED_AT.desc(), CREDIT_UNCHARGED_TASK.TASK_ID)
                .limit(checked)
                .fetch(row -> new UnchargedTask(
                        TaskId.of(row.get(CREDIT_UNCHARGED_TASK.TASK_ID)),
                        AccountId.of(row.get(CREDIT_UNCHARGED_TASK.ACCOUNT_ID)),
                        row.get(CREDIT_UNCHARGED_TASK.COMPLETED_AT),
                        Credits.of(row.get(CREDIT_UNCHARGED_TASK.CREDITS_CALCULATED)))));
    }

    /**
     * Tells what was recorded day by day: charges made, expiries, grants.
     *
     * @param since the first day, in UTC
     * @return the totals of each day and type, the newest day first
     */
    public List<DailyTotal> dailyTotals(LocalDate since) {
        Objects.requireNonNull(since, "since");
        return ask(sql -> sql.selectFrom(CREDIT_DAILY_TOTAL)
                .where(CREDIT_DAILY_TOTAL.RECORDED_ON.ge(since))
                .orderBy(CREDIT_DAILY_TOTAL.RECORDED_ON.desc(), CREDIT_DAILY_TOTAL.TYPE)
                .fetch(row -> new DailyTotal(
                        row.get(CREDIT_DAILY_TOTAL.RECORDED_ON),
                        EntryType.valueOf(row.get(CREDIT_DAILY_TOTAL.TYPE)),
                        row.get(CREDIT_DAILY_TOTAL.ENTRIES),
                        row.get(CREDIT_DAILY_TOTAL.ACCOUNTS),
                        row.get(CREDIT_DAILY_TOTAL.CREDITS))));
    }

    private static int requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be from 1 to " + MAX_LIMIT + ", but was " + limit);
        }
        return limit;
    }

    private <T> T ask(Function<DSLContext, T> question) {
        try (Connection connection = dataSource.getConnection()) {
            return question.apply(Database.of(connection).sql(connection));
        } catch (DataAccessException e) {
            throw new LedgerUnavailableException(1, e.sqlStateClass() == SQLStateClass.C08_CONNECTION_EXCEPTION, e);
        } catch (SQLException e) {
            throw new LedgerUnavailableException(1, true, e);
        }
    }
}
