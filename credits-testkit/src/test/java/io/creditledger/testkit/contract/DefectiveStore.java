package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.HistoryQuery;
import io.creditledger.Task;
import io.creditledger.TaskQuery;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A store that keeps all of its promises but one. */
final class DefectiveStore extends ForwardingStore {
    private final CreditStore sound;
    private final Defect defect;

    DefectiveStore(CreditStore sound, Defect defect) {
        super(sound);
        this.sound = sound;
        this.defect = defect;
    }

    @Override
    protected Loaded load(Demand demand, Loaded found) {
        return defect.loaded(demand, found);
    }

    @Override
    protected AccountChange write(AccountChange change) {
        return defect.written(change);
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        return super.history(account, defect.asked(query), limit);
    }

    @Override
    public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
        super.journal(account, defect.readUntil(until), reader);
    }

    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        return super.accountsWithDueGrants(defect.dueAt(at), limit);
    }

    @Override
    public List<Task> tasks(TaskQuery query, int limit) {
        return super.tasks(defect.asked(query), limit);
    }

    @Override
    public Credits estimatesOfRunningTasks(AccountId account) {
        return defect.estimates(sound, account);
    }
}
