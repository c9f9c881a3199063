package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.LedgerTime;
import io.creditledger.Task;
import io.creditledger.TaskCursor;
import io.creditledger.TaskQuery;
import io.creditledger.spi.Account;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Holdings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that a store holds, so that before and after can be compared. */
record StoreContents(List<AccountContents> accounts) {
    private static final int PAGE = 500;

    /** Everything that a store holds of one account. */
    record AccountContents(
            Account row, List<Grant> openGrants, List<Grant> grants, List<Entry> journal, List<Task> tasks) {
        static AccountContents of(CreditStore store, AccountId account) {
            Holdings holdings = store.holdings(account)
                    .orElseThrow(() -> new AssertionError("the store lists account '" + account + "' but lacks it"));
            List<Grant> open = holdings.openGrants().stream()
                    .sorted(Comparator.comparingLong(Grant::number))
                    .toList();
            List<Entry> journal = new ArrayList<>();
            store.journal(account, LedgerTime.MAX, journal::add);
            return new AccountContents(
                    holdings.account(), open, allGrants(store, account), journal, allTasks(store, account));
        }
    }

    static StoreContents of(CreditStore store) {
        List<AccountContents> contents = new ArrayList<>();
        List<AccountId> page = store.accounts(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(account -> contents.add(AccountContents.of(store, account)));
            page = store.accounts(page.get(page.size() - 1), PAGE);
        }
        return new StoreContents(contents);
    }

    private static List<Grant> allGrants(CreditStore store, AccountId account) {
        List<Grant> grants = new ArrayList<>();
        List<Grant> page = store.grants(account, GrantQuery.all(), PAGE);
        while (!page.isEmpty()) {
            grants.addAll(page);
            Cursor after = new Cursor(page.get(page.size() - 1).number(), 0);
            page = store.grants(account, GrantQuery.all().after(after), PAGE);
        }
        return grants;
    }

    private static List<Task> allTasks(CreditStore store, AccountId account) {
        TaskQuery query = TaskQuery.of(TaskQuery.Kind.ANY).of(account);
        List<Task> tasks = new ArrayList<>();
        List<Task> page = store.tasks(query, PAGE);
        while (!page.isEmpty()) {
            tasks.addAll(page);
            Task last = page.get(page.size() - 1);
            page = store.tasks(query.after(new TaskCursor(last.account(), last.id())), PAGE);
        }
        return tasks;
    }
}
