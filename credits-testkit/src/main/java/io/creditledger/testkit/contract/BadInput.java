package io.creditledger.testkit.contract;

import static io.creditledger.testkit.contract.ContractSuite.ALICE;
import static io.creditledger.testkit.contract.ContractSuite.grantOf;
import static io.creditledger.testkit.contract.ContractSuite.key;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Cursor;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.Sweep;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Input that no store could give back as it came, or that means nothing. */
@SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
enum BadInput {
    NULL_ACCOUNT(NullPointerException.class, "account id", ledger -> ledger.open(AccountId.of(absent()))),
    NULL_ACCOUNT_OPENED(NullPointerException.class, "account", ledger -> ledger.open(absent())),
    NULL_ACCOUNT_READ(NullPointerException.class, "account", ledger -> ledger.balance(absent())),
    NULL_KEY(NullPointerException.class, "idempotency key", ledger -> charge(ledger, IdempotencyKey.of(absent()))),
    NULL_KEY_CHARGED(NullPointerException.class, "key", ledger -> charge(ledger, absent())),
    NULL_AMOUNT(NullPointerException.class, "amount", ledger -> ledger.charge(ALICE, absent(), key("k"))),
    NULL_AMOUNT_QUOTED(NullPointerException.class, "amount", ledger -> ledger.quote(ALICE, absent())),
    NULL_SOURCE(NullPointerException.class, "source", ledger -> grant(ledger, absent())),
    NULL_EFFECTIVE(NullPointerException.class, "instant", ledger -> ledger.grant(good().effectiveFrom(absent()))),
    NULL_EXPIRY(NullPointerException.class, "newExpiry", ledger -> ledger.grant(good().expiring(absent()))),
    NULL_REFERENCE(NullPointerException.class, "newReference", ledger -> ledger.grant(good().withReference(absent()))),
    NULL_METADATA(NullPointerException.class, "metadata", ledger -> ledger.grant(good().withMetadata(absent()))),
    NULL_METADATA_VALUE(NullPointerException.class, "metadata value", ledger -> metadata(ledger, "name", absent())),
    NULL_INSTANT_OF_THE_PAST(NullPointerException.class, "instant", ledger -> ledger.balanceAsOf(ALICE, absent())),
    NULL_INSTANT_OF_THE_FUTURE(NullPointerException.class, "instant", ledger -> ledger.forecast(ALICE, absent())),
    NULL_SWEEP(NullPointerException.class, "sweep", ledger -> ledger.expire(absent())),

    EMPTY_ACCOUNT("account id must have at least one character", ledger -> ledger.open(AccountId.of(""))),
    BLANK_ACCOUNT("account id must have at least one character", ledger -> ledger.open(AccountId.of(" \t\n\u2003"))),
    EMPTY_KEY("idempotency key must have", ledger -> charge(ledger, IdempotencyKey.of(""))),
    BLANK_KEY("idempotency key must have", ledger -> charge(ledger, IdempotencyKey.of("  "))),
    BLANK_SOURCE("source must have", ledger -> grant(ledger, " ")),
    BLANK_REFERENCE("reference must have", ledger -> ledger.grant(good().withReference(" "))),
    BLANK_METADATA_NAME("metadata name must have", ledger -> metadata(ledger, " ", "value")),

    LONG_ACCOUNT("at most 128", ledger -> ledger.open(AccountId.of(letters(129)))),
    LONG_ACCOUNT_OF_EMOJI("at most 128", ledger -> ledger.open(AccountId.of("\uD83D\uDE00".repeat(64) + "a"))),
    LONG_KEY("at most 200", ledger -> charge(ledger, IdempotencyKey.of(letters(201)))),
    LONG_SOURCE("at most 64", ledger -> grant(ledger, letters(65))),
    LONG_REFERENCE("at most 200", ledger -> ledger.grant(good().withReference(letters(201)))),
    LONG_METADATA_NAME("at most 64", ledger -> metadata(ledger, letters(65), "value")),
    LONG_METADATA_VALUE("at most 256", ledger -> metadata(ledger, "name", letters(257))),
    MUCH_METADATA("at most 16 pairs", ledger -> ledger.grant(good().withMetadata(pairs(17)))),

    NUL_IN_ACCOUNT("NUL", ledger -> ledger.open(AccountId.of("alice\0"))),
    NUL_IN_KEY("NUL", ledger -> charge(ledger, IdempotencyKey.of("\0task"))),
    NUL_IN_SOURCE("NUL", ledger -> grant(ledger, "pur\0chase")),
    NUL_IN_REFERENCE("NUL", ledger -> ledger.grant(good().withReference("a\0b"))),
    NUL_IN_METADATA_NAME("NUL", ledger -> metadata(ledger, "a\0", "value")),
    NUL_IN_METADATA_VALUE("NUL", ledger -> metadata(ledger, "name", "\0")),
    HIGH_SURROGATE_ALONE("unpaired surrogate at index 5", ledger -> ledger.open(AccountId.of("alice\uD83D"))),
    LOW_SURROGATE_ALONE("unpaired surrogate at index 0", ledger -> ledger.open(AccountId.of("\uDE00alice"))),
    SURROGATES_REVERSED("unpaired surrogate at index 1", ledger -> ledger.open(AccountId.of("a\uDE00\uD83D"))),
    TWO_HIGH_SURROGATES("unpaired surrogate at index 0", ledger -> ledger.open(AccountId.of("\uD83D\uD83D\uDE00"))),
    SURROGATE_IN_KEY("unpaired surrogate", ledger -> charge(ledger, IdempotencyKey.of("a\uD83Db"))),
    SURROGATE_IN_SOURCE("unpaired surrogate", ledger -> grant(ledger, "\uDE00")),
    SURROGATE_IN_REFERENCE("unpaired surrogate", ledger -> ledger.grant(good().withReference("\uD83D"))),
    SURROGATE_IN_METADATA("unpaired surrogate", ledger -> metadata(ledger, "name", "\uD83D")),

    NEGATIVE_CHARGE("must not be negative, but were -1", ledger -> ledger.charge(ALICE, Credits.of(-1), key("k"))),
    LEAST_CHARGE("must not be negative", ledger -> ledger.charge(ALICE, Credits.of(Long.MIN_VALUE), key("k"))),
    NEGATIVE_GRANT("must not be negative", ledger -> ledger.grant(grantOf(ALICE, -10, "k"))),
    GRANT_OF_NOTHING("at least 1 credit", ledger -> ledger.grant(grantOf(ALICE, 0, "k"))),
    OVERFLOWING_AMOUNT(
            ArithmeticException.class,
            "must not exceed",
            ledger -> ledger.grant(
                    GrantCredits.of(ALICE, Credits.of(Long.MAX_VALUE).plus(Credits.of(1)), "purchase", key("k")))),

    EXPIRY_BEFORE_EFFECTIVE(
            "must expire after", ledger -> term(ledger, "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z")),
    EXPIRY_AT_EFFECTIVE("must expire after", ledger -> term(ledger, "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z")),
    EFFECTIVE_TOO_EARLY("effective must lie between", ledger -> effective(ledger, "1969-12-31T23:59:59.999999Z")),
    EFFECTIVE_TOO_LATE("effective must lie between", ledger -> effective(ledger, "+10000-01-01T00:00:00Z")),
    EFFECTIVE_IN_NANOSECONDS(
            "effective must be a whole", ledger -> effective(ledger, "2026-01-01T00:00:00.000000001Z")),
    EXPIRY_TOO_EARLY("expiry must lie between", ledger -> expires(ledger, "1969-12-31T23:59:59.999999Z")),
    EXPIRY_TOO_LATE("expiry must lie between", ledger -> expires(ledger, "+10000-01-01T00:00:00Z")),
    EXPIRY_IN_NANOSECONDS("expiry must be a whole", ledger -> expires(ledger, "2026-06-01T00:00:00.000000999Z")),
    LAST_INSTANT_OF_JAVA("expiry must lie between", ledger -> expires(ledger, Instant.MAX.toString())),
    FIRST_INSTANT_OF_JAVA("effective must lie between", ledger -> effective(ledger, Instant.MIN.toString())),
    PAST_TOO_EARLY("must lie between", ledger -> ledger.balanceAsOf(ALICE, Instant.EPOCH.minusNanos(1))),
    FUTURE_TOO_LATE("must lie between", ledger -> ledger.forecast(ALICE, Instant.MAX)),
    HISTORY_TOO_EARLY("from must lie between", ledger -> history(ledger, all -> all.from(Instant.MIN))),
    HISTORY_IN_NANOSECONDS(
            "until must be a whole", ledger -> history(ledger, all -> all.until(Instant.ofEpochSecond(1, 1)))),

    PAGE_OF_NOTHING("1 to 1000", ledger -> history(ledger, all -> all.limit(0))),
    PAGE_TOO_LARGE("1 to 1000", ledger -> ledger.grants(ALICE, GrantQuery.all().limit(1_001))),
    NEGATIVE_CURSOR("negative", ledger -> history(ledger, all -> all.after(new Cursor(-1, 0)))),
    CURSOR_OF_ANOTHER_KIND("looks like", ledger -> history(ledger, all -> all.after(Cursor.parse("1; drop table")))),
    SWEEP_IN_BATCHES_OF_NOTHING(
            "1 to 1000", ledger -> ledger.expire(Sweep.inBatches().of(0)));

    private final Class<? extends RuntimeException> refusal;
    private final String says;
    private final Consumer<CreditLedger> use;

    BadInput(String says, Consumer<CreditLedger> use) {
        this(IllegalArgumentException.class, says, use);
    }

    BadInput(Class<? extends RuntimeException> refusal, String says, Consumer<CreditLedger> use) {
        this.refusal = refusal;
        this.says = says;
        this.use = use;
    }

    Class<? extends RuntimeException> refusal() {
        return refusal;
    }

    String says() {
        return says;
    }

    void use(CreditLedger ledger) {
        use.accept(ledger);
    }

    /** A null that hosts can pass whose build does not check for it. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T absent() {
        return null;
    }

    private static String letters(int length) {
        return "a".repeat(length);
    }

    private static Metadata pairs(int count) {
        return IntStream.range(0, count)
                .boxed()
                .reduce(Metadata.none(), (metadata, i) -> metadata.and("name-" + i, ""), (left, right) -> left);
    }

    private static GrantCredits good() {
        return grantOf(ALICE, 10, "k");
    }

    private static void charge(CreditLedger ledger, IdempotencyKey key) {
        ledger.charge(ChargeCredits.of(ALICE, Credits.of(1), key));
    }

    private static void grant(CreditLedger ledger, String source) {
        ledger.grant(GrantCredits.of(ALICE, Credits.of(1), source, key("k")));
    }

    private static void metadata(CreditLedger ledger, String name, String value) {
        ledger.grant(good().withMetadata(Metadata.of(name, value)));
    }

    private static void term(CreditLedger ledger, String effective, String expires) {
        ledger.grant(good().expiring(ContractSuite.expiry(expires)).effectiveFrom(Instant.parse(effective)));
    }

    private static void effective(CreditLedger ledger, String instant) {
        ledger.grant(good().effectiveFrom(Instant.parse(instant)));
    }

    private static void expires(CreditLedger ledger, String instant) {
        ledger.grant(good().expiring(Expiry.at(Instant.parse(instant))));
    }

    private static void history(CreditLedger ledger, Function<HistoryQuery, HistoryQuery> query) {
        ledger.history(ALICE, query.apply(HistoryQuery.all()));
    }
}
