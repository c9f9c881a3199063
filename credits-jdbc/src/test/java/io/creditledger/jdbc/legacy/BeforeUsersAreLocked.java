package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Tap;

/** Does something else, once, when an expiry has picked its users and is about to lock them. */
final class BeforeUsersAreLocked implements Tap {
    private final Runnable meanwhile;
    private boolean isDone;

    BeforeUsersAreLocked(Runnable meanwhile) {
        this.meanwhile = meanwhile;
    }

    boolean isDone() {
        return isDone;
    }

    @Override
    public void before(Call call) {
        if (!isDone && call.sql().contains("(select user_id from credit_expiring)")) {
            isDone = true;
            meanwhile.run();
        }
    }

    @Override
    public void after(Call call) {}
}
