package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Command;
import io.creditledger.CreditPolicy;
import io.creditledger.LedgerTime;
import io.creditledger.spi.Account;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The one path that every change takes, from commands to the commit:
 *
 * <ol>
 *   <li>accounts that are to be opened get a row, so that there is something to lock;
 *   <li>the store may ask what will probably be demanded, as of now, and read that in the same round trip as the locks, though
 *       after them;
 *   <li>all accounts of the batch are locked, in the order of their ids, so that no two batches wait for each other in a
 *       circle;
 *   <li>the clock is read. It is read under the locks, because the order in which an account's transactions are recorded must
 *       be the order of their instants, and because a credit may expire while the lock is awaited;
 *   <li>what the decisions need is loaded, in statements that begin after the locks are held: what another transaction
 *       committed while this one waited must be seen;
 *   <li>the engine decides each command in turn;
 *   <li>what was decided is written, and the store commits.
 * </ol>
 *
 * A store may presume locks and reads, and prove them when it writes, where that needs no waiting. The instant is then that of
 * the decision, right before the lock, and the proof holds for it as well: the row that is proven bears the last instant of the
 * account.
 *
 * <p>A refused command leaves nothing to write, so it disturbs neither its neighbours nor its own repetition. If the store
 * has to do the work again, everything is locked, read and decided afresh.
 */
final class CommitPath {
    private final CreditStore store;
    private final Engine engine;
    private final CreditPolicy policy;
    private final InstantSource clock;

    CommitPath(CreditStore store, Engine engine, CreditPolicy policy, InstantSource clock) {
        this.store = store;
        this.engine = engine;
        this.policy = policy;
        this.clock = clock;
    }

    /** Returns one outcome for each command, in their order, once the effects of all of them are durable. */
    List<Outcome> commit(List<? extends Command<?>> commands) {
        Batch batch = new Batch(commands);
        return store.transact(transaction -> decideAndWrite(batch, transaction));
    }

    private List<Outcome> decideAndWrite(Batch batch, StoreTransaction transaction) {
        SortedSet<AccountId> accountsToOpen = batch.accountsToOpen();
        if (!accountsToOpen.isEmpty()) {
            transaction.createIfAbsent(accountsToOpen);
        }
        transaction.expect(() -> batch.expected(now(), policy));
        Map<AccountId, Account> accounts = transaction.lock(batch.accounts());
        List<Demand> demands = batch.demands(accounts, now(), policy);
        BatchDecision decision = BatchDecision.of(engine, batch, load(transaction, accounts, demands));
        if (!decision.changes().isEmpty()) {
            transaction.write(decision.changes());
        }
        return decision.outcomes();
    }

    private Instant now() {
        return LedgerTime.cut(clock.instant());
    }

    /** In the order of the accounts' ids. */
    private static List<AccountState> load(
            StoreTransaction transaction, Map<AccountId, Account> accounts, List<Demand> demands) {
        Few<AccountState> states = new Few<>();
        Map<AccountId, Loaded> loaded = demands.isEmpty() ? Map.of() : transaction.load(demands);
        for (Demand demand : demands) {
            Account account = accounts.get(demand.account());
            Loaded found = loaded.get(demand.account());
            if (account == null || found == null) {
                throw new IllegalStateException("the store did not answer the demand for " + demand.account());
            }
            states.add(new AccountState(account, demand.at(), found));
        }
        return states.list();
    }
}
