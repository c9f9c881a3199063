package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.POLICY;

import io.creditledger.GroupCommit;

/** Who commits: each caller's own thread, or one committer for all of them. */
enum CommitMode {
    DIRECT,
    GROUPED;

    JdbcCreditLedger ledger(LedgerDatabase database) {
        JdbcLedgerBuilder builder =
                JdbcCreditLedger.on(database.dataSource()).policy(POLICY).clock(database.clock);
        return this == DIRECT
                ? builder.build()
                : builder.grouped(GroupCommit.DEFAULTS.committers(1)).build();
    }
}
