package io.creditledger.jdbc.legacy;

import java.util.Objects;

/** A plan as a report for people to read. */
final class PlanText {
    private static final String INDENT = "  ";

    private PlanText() {}

    static String of(AdoptionPlan plan) {
        return heading(plan)
                + movements(plan.totals())
                + balances(plan.totals())
                + gaps(plan)
                + dirty(plan)
                + tasks(plan)
                + advice(plan);
    }

    private static String heading(AdoptionPlan plan) {
        return "Plan of " + plan.at() + "; nothing was changed\n"
                + new TextColumns(INDENT)
                        .row("Cutover", plan.cutover())
                        .row("Upgraded in place", plan.isUpgraded() ? "yes" : "no")
                        .row("Index on user_id", plan.hasUserIndex() ? "yes" : "no");
    }

    private static String movements(PlanTotals totals) {
        return section("What there is")
                + new TextColumns(INDENT)
                        .row("", "count", "credits")
                        .row("users", totals.users(), totals.before())
                        .row(
                                "receipts",
                                totals.receipts().count(),
                                totals.receipts().credits())
                        .row(
                                "spendings",
                                totals.spendings().count(),
                                totals.spendings().credits())
                        .row(
                                "receipts that have expired",
                                totals.expiredReceipts().count(),
                                totals.expiredReceipts().credits())
                        .row("users with expired receipts", totals.usersWithExpiredReceipts())
                        .row("users who lose credits by expiry", totals.usersWhoLose(), totals.expired());
    }

    private static String balances(PlanTotals totals) {
        TextColumns lines = new TextColumns(INDENT).row("users.credits before", totals.before());
        if (totals.expiredBefore() != 0) {
            lines.row("+ expired in the upgrade before", totals.expiredBefore());
        }
        lines.row("= left by the replay", totals.after())
                .row("+ expires unspent", totals.expired())
                .row("+ explained by no transaction", totals.surplus(), users(totals.usersWithSurplus()))
                .row("- missing against the transactions", totals.deficit(), users(totals.usersWithDeficit()))
                .row("- spent without a receipt", totals.overdrawn());
        return section("What becomes of the credits") + lines + "\n"
                + new TextColumns(INDENT).row("left by the sum formula instead", totals.afterBySum());
    }

    private static String users(long count) {
        return "of " + count + (count == 1 ? " user" : " users");
    }

    private static String gaps(AdoptionPlan plan) {
        if (plan.usersWithGaps() == 0) {
            return section("users.credits, sum and replay agree for every user");
        }
        TextColumns lines = new TextColumns(INDENT).row("user", "credits", "sum", "replay", "expired", "unexplained");
        for (PlannedUser user : plan.largestGaps()) {
            Object credits = Objects.requireNonNullElse((Object) user.credits(), "NULL");
            lines.row(user.id(), credits, user.sum(), user.replay(), user.expired(), user.unexplained());
        }
        return section("users.credits, sum and replay differ for " + plan.usersWithGaps() + " users; the largest gaps")
                + lines;
    }

    private static String dirty(AdoptionPlan plan) {
        if (plan.dirtyRows().isEmpty()) {
            return section("No row is dirty");
        }
        StringBuilder text = new StringBuilder(section("Dirty rows"));
        for (DirtyRows rows : plan.dirtyRows()) {
            text.append(new TextColumns(INDENT).row(rows.count(), rows.kind().sentence()))
                    .append(new TextColumns(INDENT + INDENT + INDENT)
                            .row(rows.kind().advice())
                            .row(ids(rows)));
        }
        return text.toString();
    }

    private static String ids(DirtyRows rows) {
        boolean more = rows.count() > rows.samples().size();
        return "ids: " + String.join(", ", rows.samples()) + (more ? ", ..." : "");
    }

    private static String tasks(AdoptionPlan plan) {
        TextColumns lines = new TextColumns(INDENT);
        for (TaskFate fate : TaskFate.values()) {
            if (plan.countOf(fate) > 0) {
                lines.row(plan.countOf(fate), fate.sentence());
            }
        }
        return lines.isEmpty() ? section("No tasks") : section("Tasks") + lines;
    }

    private static String advice(AdoptionPlan plan) {
        return plan.hasUserIndex()
                ? ""
                : section("Before you begin")
                        + INDENT + "create an index on credit_transactions (user_id); without one each batch of users\n"
                        + INDENT + "reads the whole table\n";
    }

    private static String section(String title) {
        return "\n" + title + "\n";
    }
}
