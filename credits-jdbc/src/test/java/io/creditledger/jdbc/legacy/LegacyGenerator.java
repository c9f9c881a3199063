package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes up the rows of a host, the same for the same seed. Each user's rows depend on the seed and on the user's number
 * alone, so that a large database can be made user by user.
 *
 * @param seed what the rows depend on
 * @param users the number of users, numbered from 1
 * @param average the average number of transactions of a user
 * @param dirty whether there are rows as they should not be: without amount, date or user, of the future, and balances
 *     that are absent, below zero or unexplained
 */
record LegacyGenerator(long seed, int users, int average, boolean dirty) {
    /** The instant at which the rows are looked at; nothing is later, unless it is dirty. */
    static final Instant NOW = Instant.parse("2025-09-30T00:00:00Z");

    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 8, 1);
    private static final int DAYS = (int) ChronoUnit.DAYS.between(FIRST_DAY, NOW.atOffset(ZoneOffset.UTC));
    private static final int ODDITY = 40;
    private static final List<String> STATUSES = List.of("SUCCEEDED", "SUCCEEDED", "FAILED", "RUNNING");

    static LegacyGenerator clean(long seed, int users, int average) {
        return new LegacyGenerator(seed, users, average, false);
    }

    static LegacyGenerator dirty(long seed, int users, int average) {
        return new LegacyGenerator(seed, users, average, true);
    }

    /** Makes all rows. */
    LegacyRows rows() {
        List<LegacyRows> people = new ArrayList<>(
                IntStream.rangeClosed(1, users).mapToObj(this::user).toList());
        if (dirty) {
            people.add(orphans());
        }
        return new LegacyRows(
                people.stream().flatMap(rows -> rows.users().stream()).toList(),
                people.stream().flatMap(rows -> rows.transactions().stream()).toList(),
                people.stream().flatMap(rows -> rows.tasks().stream()).toList());
    }

    /** Makes the rows of one user. */
    LegacyRows user(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        List<Transaction> transactions = transactions(random, number);
        return new LegacyRows(
                List.of(new User(number, credits(random, transactions))), transactions, tasks(random, number));
    }

    /** Makes rows of users that are not there. */
    private LegacyRows orphans() {
        SplittableRandom random = new SplittableRandom(seed);
        return new LegacyRows(List.of(), transactions(random, users + 1), tasks(random, users + 2));
    }

    private List<Transaction> transactions(SplittableRandom random, int user) {
        int count = random.nextInt(2 * average + 1);
        int first = user * firstNumbers();
        int frugality = 1 + random.nextInt(4);
        List<Transaction> made = new ArrayList<>(count);
        Instant at = someInstant(random);
        for (int i = 0; i < count; i++) {
            boolean burst = random.nextInt(4) == 0;
            at = burst ? notAfterNow(at.plusMillis(random.nextInt(3))) : someInstant(random);
            made.add(new Transaction(first + i, user, amount(random, frugality), createdAt(random, at)));
        }
        return made;
    }

    private int firstNumbers() {
        return 2 * average + 1;
    }

    private @Nullable Long amount(SplittableRandom random, int frugality) {
        if (oddly(random)) {
            return null;
        }
        long size = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(150);
        return random.nextInt(5) < frugality ? size : -size;
    }

    private @Nullable Instant createdAt(SplittableRandom random, Instant at) {
        if (oddly(random)) {
            return null;
        }
        return oddly(random) ? NOW.plus(1 + random.nextInt(300), ChronoUnit.DAYS) : at;
    }

    /** Any time of any day before now; often the last day of a month, whose expiry may have to be earlier in its month. */
    private static Instant someInstant(SplittableRandom random) {
        LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS));
        if (random.nextInt(4) == 0) {
            day = day.withDayOfMonth(day.lengthOfMonth());
        }
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant at =
                random.nextInt(8) == 0 ? midnight : midnight.plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
        return notAfterNow(at);
    }

    private static Instant notAfterNow(Instant at) {
        return at.isBefore(NOW) ? at : NOW;
    }

    /** What a host keeps as the balance: received less spent, of which hosts forget what is below zero. */
    private @Nullable Long credits(SplittableRandom random, List<Transaction> transactions) {
        long explained = 0;
        for (Transaction transaction : transactions) {
            explained += transaction.amount() == null ? 0 : transaction.amount();
        }
        if (oddly(random)) {
            return null;
        }
        if (oddly(random)) {
            return explained + random.nextInt(41) - 20;
        }
        return dirty && random.nextBoolean() ? explained : Math.max(0, explained);
    }

    private List<Task> tasks(SplittableRandom random, int user) {
        List<Task> made = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String status = STATUSES.get(random.nextInt(STATUSES.size()));
            Instant begun = someInstant(random);
            Instant ended = "RUNNING".equals(status) ? null : begun.plusSeconds(random.nextInt(600));
            made.add(new Task(4 * user + i, user, status, begun, ended));
        }
        return made;
    }

    private boolean oddly(SplittableRandom random) {
        return dirty && random.nextInt(ODDITY) == 0;
    }
}
