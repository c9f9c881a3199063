package io.creditledger.examples;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.GrantTerms;
import io.creditledger.HistoryQuery;
import io.creditledger.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An account's journal for people to read: a table, oldest line first, in columns as wide as what stands in them. */
final class StatementTable {
    private static final DateTimeFormatter MINUTE = format("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DAY = format("yyyy-MM-dd");
    private static final List<String> HEADINGS =
            List.of("Recorded (UTC)", "Type", "Grant", "Reference", "Amount", "Balance");
    private static final int FIRST_NUMBER_COLUMN = 4;

    private StatementTable() {}

    static String of(CreditLedger ledger, AccountId account) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        oldestFirst(ledger, account).forEach(entry -> rows.add(row(entry)));
        List<Integer> widths = widths(rows);
        rows.add(1, widths.stream().map("-"::repeat).toList());
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static List<Entry> oldestFirst(CreditLedger ledger, AccountId account) {
        Page<Entry> page = ledger.history(account, HistoryQuery.all());
        List<Entry> entries = new ArrayList<>(page.items());
        for (Optional<Cursor> next = page.next(); next.isPresent(); next = page.next()) {
            page = ledger.history(account, HistoryQuery.all().after(next.get()));
            entries.addAll(page.items());
        }
        Collections.reverse(entries);
        return entries;
    }

    private static List<String> row(Entry entry) {
        return List.of(
                MINUTE.format(entry.recordedAt()),
                entry.type().name(),
                entry.grant() == null ? "" : entry.grant().value(),
                reference(entry),
                entry.amount() == 0 ? "0" : "%+d".formatted(entry.amount()),
                entry.balanceAfter().toString());
    }

    private static String reference(Entry entry) {
        if (entry.terms() != null) {
            return terms(entry.terms());
        }
        if (entry.type() == EntryType.EXPIRE) {
            return "expired " + DAY.format(entry.effectiveAt());
        }
        return entry.request() == null || entry.request().reference() == null
                ? ""
                : entry.request().reference();
    }

    private static String terms(GrantTerms terms) {
        Optional<Instant> expires = terms.expiry().instant();
        return terms.source()
                + expires.map(instant -> ", until " + DAY.format(instant)).orElse(", for ever");
    }

    private static List<Integer> widths(List<List<String>> rows) {
        return IntStream.range(0, HEADINGS.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), column, widths.get(column)))
                .collect(Collectors.joining("  ", "", System.lineSeparator()));
    }

    private static String cell(String text, int column, int width) {
        String padding = " ".repeat(width - text.length());
        return column < FIRST_NUMBER_COLUMN ? text + padding : padding + text;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
