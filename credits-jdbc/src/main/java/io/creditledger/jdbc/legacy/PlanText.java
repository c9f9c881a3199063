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
                + adoption(plan.adoption())
                + advice(plan);
    }

    private static String heading(AdoptionPlan plan) {
        return "Plan of " + plan.at() + "; nothing was changed\n"
                + new TextColumns(INDENT)
                        .row("Cutover", plan.cutover())
                        .row("Upgraded in place", plan.isUpgraded() ? "yes" : "no")
                        .row(
                                "Index on user_id",
                                plan.tablesWithoutIndex().isEmpty()
                                        ? "yes"
                                        : "not on " + String.join(", ", plan.tablesWithoutIndex()));
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
                .row("+ explained by no transaction", totals.surplus(), "of " + users(totals.usersWithSurplus()))
                .row("- missing against the transactions", totals.deficit(), "of " + users(totals.usersWithDeficit()))
                .row("- spent without a receipt", totals.overdrawn());
        return section("What becomes of the credits") + lines + "\n"
                + new TextColumns(INDENT).row("left by the sum formula instead", totals.afterBySum());
    }

    private static String users(long count) {
        return count + (count == 1 ? " user" : " users");
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
        return section("users.credits, sum and replay differ for " + users(plan.usersWithGaps()) + "; the largest gaps")
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

    private static String adoption(PlannedAdoption adoption) {
        TextColumns lines = new TextColumns(INDENT)
                .row("new accounts", adoption.accounts())
                .row("accounts adopted before", adoption.alreadyAdopted())
                .row("available in new accounts", adoption.available())
                .row("debt of new accounts", adoption.debt())
                .row("expired in new accounts", adoption.expired())
                .row("granted to agree with users.credits", adoption.granted().credits(), users(adoption.granted()))
                .row("charged to agree with users.credits", adoption.charged().credits(), users(adoption.charged()));
        StringBuilder text = new StringBuilder(section("An adoption would leave")).append(lines);
        for (Refusals refused : adoption.refusals()) {
            text.append(section("It would refuse, for " + refused.reason() + ", " + users(refused.count())));
            refused.samples().forEach(user -> text.append(new TextColumns(INDENT).row(user.user(), user.detail())));
        }
        return text.toString();
    }

    private static String users(Tally tally) {
        return "for " + users(tally.count());
    }

    private static String advice(AdoptionPlan plan) {
        if (plan.tablesWithoutIndex().isEmpty()) {
            return "";
        }
        TextColumns lines = new TextColumns(INDENT);
        plan.tablesWithoutIndex().forEach(table -> lines.row("create an index on " + table + " (user_id)"));
        return section("Before you begin, so that not every batch of users reads a whole table") + lines;
    }

    private static String section(String title) {
        return "\n" + title + "\n";
    }
}
