package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.Page;
import io.creditledger.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a ledger shows of an account, in the form in which the model shows it. */
final class LedgerView {
    private static final int ALL = 1_000;
    private static final int FEW = 3;

    private final CreditLedger ledger;

    LedgerView(CreditLedger ledger) {
        this.ledger = ledger;
    }

    List<Grant> grants(AccountId account) {
        return ledger.grants(account, GrantQuery.all().limit(ALL)).items();
    }

    List<Entry> history(AccountId account) {
        return comparable(ledger.history(account, HistoryQuery.all().limit(ALL)).items());
    }

    List<Grant> grantsInPages(AccountId account) {
        GrantQuery first = GrantQuery.all().limit(FEW);
        return inPages(ledger.grants(account, first), cursor -> ledger.grants(account, first.after(cursor)));
    }

    List<Entry> historyInPages(AccountId account) {
        HistoryQuery first = HistoryQuery.all().limit(FEW);
        return comparable(
                inPages(ledger.history(account, first), cursor -> ledger.history(account, first.after(cursor))));
    }

    private static <T> List<T> inPages(Page<T> first, Function<Cursor, Page<T>> pages) {
        List<T> all = new ArrayList<>(first.items());
        Optional<Cursor> next = first.next();
        while (next.isPresent()) {
            Page<T> page = pages.apply(next.get());
            all.addAll(page.items());
            next = page.next();
        }
        return all;
    }

    private static List<Entry> comparable(List<Entry> entries) {
        return entries.stream().map(LedgerView::withoutFingerprint).toList();
    }

    private static Entry withoutFingerprint(Entry entry) {
        Request request = entry.request();
        return request == null
                ? entry
                : new Entry(
                        entry.account(),
                        entry.seq(),
                        entry.line(),
                        entry.type(),
                        entry.grant(),
                        entry.amount(),
                        entry.balanceAfter(),
                        entry.effectiveAt(),
                        entry.recordedAt(),
                        new Request(
                                request.key(), AccountModel.NO_FINGERPRINT, request.reference(), request.metadata()),
                        entry.terms(),
                        entry.run());
    }
}
