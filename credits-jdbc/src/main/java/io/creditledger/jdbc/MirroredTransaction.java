package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.engine.Balances;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A transaction whose changes the users' credits follow.
 *
 * <p>What will be available is worked out before anything is written: the account's open grants as they are, with the
 * changed ones in their places. So a change that the users' column cannot hold is refused while nothing has happened yet,
 * and a host whose transaction this is may go on with it.
 */
final class MirroredTransaction implements StoreTransaction {
    private static final int ACCOUNTS_PER_READ = 500;

    private final Session session;
    private final StoreTransaction ledger;
    private final UserCredits users;
    private final Map<AccountId, Instant> decidedAt = new HashMap<>();

    MirroredTransaction(Session session, StoreTransaction ledger, UserCredits users) {
        this.session = session;
        this.ledger = ledger;
        this.users = users;
    }

    @Override
    public void createIfAbsent(SortedSet<AccountId> accounts) {
        ledger.createIfAbsent(accounts);
    }

    @Override
    public void expect(Supplier<List<Demand>> demands) {
        ledger.expect(demands);
    }

    @Override
    public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
        return ledger.lock(accounts);
    }

    @Override
    public Map<AccountId, Loaded> load(List<Demand> demands) {
        demands.forEach(demand -> decidedAt.put(demand.account(), demand.at()));
        return ledger.load(demands);
    }

    @Override
    public void write(List<AccountChange> changes) {
        SortedMap<AccountId, Credits> available = availableAfter(ofUsers(changes));
        users.requireFitting(session, available);
        ledger.write(changes);
        users.set(session.sql(), available);
    }

    private List<AccountChange> ofUsers(List<AccountChange> changes) {
        return changes.stream()
                .filter(change -> users.mayBeUser(change.account().id()))
                .toList();
    }

    private SortedMap<AccountId, Credits> availableAfter(List<AccountChange> changes) {
        SortedMap<AccountId, Credits> available = new TreeMap<>();
        for (int from = 0; from < changes.size(); from += ACCOUNTS_PER_READ) {
            List<AccountChange> some = changes.subList(from, Math.min(changes.size(), from + ACCOUNTS_PER_READ));
            Map<AccountId, Map<GrantId, Grant>> grants = openGrants(some);
            for (AccountChange change : some) {
                AccountId account = change.account().id();
                available.put(account, availableAfter(change, grants.getOrDefault(account, new HashMap<>())));
            }
        }
        return available;
    }

    private Credits availableAfter(AccountChange change, Map<GrantId, Grant> grants) {
        change.made().forEach(grant -> grants.put(grant.id(), grant));
        change.drawn().forEach(grant -> grants.put(grant.id(), grant));
        return Balances.available(grants.values(), timeOf(change.account()));
    }

    /** A change without entries, such as the start of a task, leaves the account's last instant as it was. */
    private Instant timeOf(Account account) {
        return account.timeAt(decidedAt.getOrDefault(account.id(), account.lastAt()));
    }

    private Map<AccountId, Map<GrantId, Grant>> openGrants(List<AccountChange> changes) {
        Map<AccountId, Map<GrantId, Grant>> grants = new HashMap<>();
        session.fetch(session.sql()
                        .select(CREDIT_GRANT.ACCOUNT_ID)
                        .select(GrantRows.FIELDS)
                        .from(CREDIT_GRANT)
                        .where(CREDIT_GRANT.ACCOUNT_ID.in(ids(changes)))
                        .and(GrantRows.isOpen()))
                .forEach(row -> {
                    Grant grant = GrantRows.fromRow(AccountId.of(row.get(CREDIT_GRANT.ACCOUNT_ID)), row::get);
                    grants.computeIfAbsent(grant.account(), account -> new HashMap<>())
                            .put(grant.id(), grant);
                });
        return grants;
    }

    private static List<String> ids(List<AccountChange> changes) {
        return changes.stream().map(change -> change.account().id().value()).toList();
    }
}
