package io.creditledger.jdbc.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The users of a plan as CSV, one line each, written while the plan is made. */
final class PlanCsv {
    private static final String HEADING = "user_id,email,credits_before,receipts,received,spendings,spent,"
            + "expired_receipts,expired_receipts_received,sum,replay,expired,overdrawn,unexplained\r\n";

    private final Appendable out;

    PlanCsv(Appendable out) {
        this.out = out;
        append(HEADING);
    }

    void add(PlannedUser user) {
        append(new CsvLine()
                .text(user.id())
                .text(user.email())
                .number(user.credits())
                .number(user.receipts().count())
                .number(user.receipts().credits())
                .number(user.spendings().count())
                .number(user.spendings().credits())
                .number(user.expiredReceipts().count())
                .number(user.expiredReceipts().credits())
                .number(user.sum())
                .number(user.replay())
                .number(user.expired())
                .number(user.overdrawn())
                .number(user.unexplained())
                .toString());
    }

    private void append(String line) {
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the CSV of the plan could not be written", e);
        }
    }
}
