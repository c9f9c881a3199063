package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.TaskId;
import io.creditledger.jdbc.AffectedAccount;
import io.creditledger.jdbc.BalanceCheck;
import io.creditledger.jdbc.ExpiredSummary;
import io.creditledger.jdbc.UnchargedTask;
import java.sql.SQLException;
import java.util.Optional;

/** What the rows that the scripts yield say. */
final class SupportAnswers {
    private SupportAnswers() {}

    static ExpiredSummary expiredSummary(SupportRow row) throws SQLException {
        return new ExpiredSummary(
                row.number("receipts"),
                row.credits("granted"),
                row.credits("expired"),
                row.number("users"),
                row.number("affected"),
                row.number("due_receipts"),
                row.credits("due"));
    }

    static BalanceCheck balanceCheck(SupportRow row) throws SQLException {
        return new BalanceCheck(
                row.account("user_id"),
                row.number("balance"),
                Credits.ZERO,
                row.credits("active"),
                row.credits("past"),
                row.credits("spent"),
                row.credits("expired"),
                row.number("difference"));
    }

    static AffectedUser affectedUser(SupportRow row) throws SQLException {
        AffectedAccount account = new AffectedAccount(
                row.account("user_id"), row.number("balance"), row.credits("expired"), row.instant("first_expiry"));
        return new AffectedUser(account, row.textOrNull("email"));
    }

    static UnchargedTask unchargedTask(SupportRow row) throws SQLException {
        return new UnchargedTask(
                TaskId.of(row.text("task_id")),
                Optional.ofNullable(row.textOrNull("user_id"))
                        .map(AccountId::of)
                        .orElse(null),
                row.instantOrNull("completed_at"),
                row.creditsOrNull("credits_calculated"));
    }

    static RecalculatedBalance recalculation(SupportRow row) throws SQLException {
        return new RecalculatedBalance(
                row.account("user_id"),
                row.number("stored"),
                row.number("recalculated"),
                row.credits("active"),
                row.credits("past"),
                row.credits("spent"),
                row.flag("is_known"));
    }
}
