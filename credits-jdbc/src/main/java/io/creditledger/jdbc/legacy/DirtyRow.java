package io.creditledger.jdbc.legacy;

import io.creditledger.IdempotencyKey;
import io.creditledger.TaskId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Tells in which ways a row is not as it should be. */
final class DirtyRow {
    private static final int MAX_TRANSACTION_ID = IdempotencyKey.MAX_LENGTH - "credit:legacy:".length();

    private DirtyRow() {}

    static Set<DirtyKind> kindsOf(LegacyUser user, UserTally transactions) {
        Set<DirtyKind> kinds = EnumSet.noneOf(DirtyKind.class);
        addIf(AccountAdoption.unusable(user).isPresent(), DirtyKind.USER_WITHOUT_USABLE_ID, kinds);
        addIf(user.credits() == null, DirtyKind.BALANCE_ABSENT, kinds);
        addIf(user.credits() != null && user.credits() < 0, DirtyKind.BALANCE_NEGATIVE, kinds);
        addIf(transactions.overdrawn() > 0, DirtyKind.HISTORY_OVERDRAWN, kinds);
        return kinds;
    }

    /** An amount of 0 is nothing to complain about. */
    static Set<DirtyKind> kindsOf(LegacyTransaction row, Instant now) {
        Set<DirtyKind> kinds = EnumSet.noneOf(DirtyKind.class);
        Instant created = row.createdAt();
        addIf(row.id().length() > MAX_TRANSACTION_ID, DirtyKind.TRANSACTION_WITHOUT_USABLE_ID, kinds);
        addIf(row.amount() == null, DirtyKind.AMOUNT_ABSENT, kinds);
        addIf(created == null, DirtyKind.DATE_ABSENT, kinds);
        addIf(created != null && created.isAfter(now), DirtyKind.DATE_IN_FUTURE, kinds);
        boolean isReceipt = row.amount() != null && row.amount() > 0;
        boolean isBackwards =
                created != null && row.expiresAt() != null && row.expiresAt().isBefore(created);
        addIf(isReceipt && isBackwards, DirtyKind.EXPIRY_BEFORE_CREATION, kinds);
        return kinds;
    }

    static Set<DirtyKind> kindsOf(LegacyTask row, TaskFate fate) {
        Set<DirtyKind> kinds = EnumSet.noneOf(DirtyKind.class);
        boolean hasEnded = fate != TaskFate.PREPAID && fate != TaskFate.LEFT;
        addIf(isUnusable(row), DirtyKind.TASK_WITHOUT_USABLE_ID, kinds);
        addIf(row.status() == null, DirtyKind.TASK_WITHOUT_STATUS, kinds);
        addIf(row.createdAt() == null, DirtyKind.TASK_WITHOUT_DATE, kinds);
        addIf(hasEnded && row.completedAt() == null, DirtyKind.TASK_WITHOUT_END, kinds);
        boolean isUnpriced = fate == TaskFate.COMPLETED && Boolean.FALSE.equals(row.deducted());
        addIf(isUnpriced, DirtyKind.TASK_WITHOUT_PRICE, kinds);
        return kinds;
    }

    private static boolean isUnusable(LegacyTask row) {
        return row.id().length() > TaskId.MAX_LENGTH || row.id().isBlank();
    }

    private static void addIf(boolean isSo, DirtyKind kind, Set<DirtyKind> kinds) {
        if (isSo) {
            kinds.add(kind);
        }
    }
}
