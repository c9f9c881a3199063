package io.creditledger.testkit.contract.conformance;

import io.creditledger.Credits;
import io.creditledger.Expiry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the notation in which the cases are written. It understands all of a case, or refuses it. */
final class CaseReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Credits ANY_AMOUNT = Credits.of(1);
    private static final int LAST_PRIORITY = Integer.MAX_VALUE;

    /** What a case tells about itself and its source, and what nothing that happens depends on. */
    private static final List<String> REMARKS = List.of("id", "source", "rule", "order", "clock", "portable", "note");

    private static final Map<String, Function<Fields, Step>> STEPS =
            Map.of("grant", CaseReader::grant, "charge", CaseReader::charge, "expect", CaseReader::expect);

    private static final Map<String, Function<JsonNode, Expectation>> EXPECTATIONS = Map.of(
            "balance", value -> new Expectation.Available(Fields.credits(value)),
            "grants", value -> new Expectation.Spendable(Fields.readMap(value, Fields::credits)),
            "active", value -> new Expectation.Active(Fields.readMap(value, Fields::truth)),
            "drawn", value -> new Expectation.Drawn(Fields.readMap(value, CaseReader::creditsByGrant)),
            "drawn_total", value -> new Expectation.DrawnTotal(Fields.readMap(value, Fields::credits)),
            "drawn_count", value -> new Expectation.DrawnCount(Fields.readMap(value, Fields::count)),
            "expired", value -> new Expectation.Expired(Fields.readMap(value, Fields::credits)),
            "expired_total", value -> new Expectation.ExpiredTotal(Fields.credits(value)));

    private CaseReader() {}

    /** Returns the cases that come with the test kit, none of them understood yet. */
    static List<JsonNode> bundled() {
        try (InputStream cases = CaseReader.class.getResourceAsStream("cases.json")) {
            return parse(Objects.requireNonNull(cases, "cases.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A case that cannot be read still has a title, under which it fails. */
    static String title(JsonNode unread) {
        return unread.path("id").asString("nameless") + ": "
                + unread.path("rule").asString("no rule");
    }

    static ConformanceCase read(JsonNode unread) {
        return Fields.readAll(unread, fields -> {
            fields.skip(REMARKS);
            return new ConformanceCase(fields.required("steps").values().stream()
                    .map(CaseReader::step)
                    .toList());
        });
    }

    private static List<JsonNode> parse(InputStream json) {
        return List.copyOf(MAPPER.readTree(json).values());
    }

    private static Step step(JsonNode unread) {
        return Fields.readAll(unread, fields -> {
            String operation = Fields.text(fields.required("op"));
            Function<Fields, Step> reading = STEPS.get(operation);
            if (reading == null) {
                throw new MalformedCaseException("unknown operation " + operation + " in " + unread);
            }
            return reading.apply(fields);
        });
    }

    private static Step grant(Fields fields) {
        return new GrantStep(
                at(fields),
                Fields.text(fields.required("id")),
                fields.optional("amount").map(Fields::credits).orElse(ANY_AMOUNT),
                fields.optional("kind").map(Fields::text).orElse("unsaid"),
                fields.optional("priority").map(Fields::number).orElse(LAST_PRIORITY),
                fields.optional("effective").map(Fields::instant).orElse(null),
                fields.optional("expires").map(Fields::instant).map(Expiry::at).orElse(Expiry.never()),
                fields.optional("rejected").map(Fields::text).isPresent());
    }

    private static Step charge(Fields fields) {
        return new ChargeStep(
                at(fields),
                Fields.text(fields.required("id")),
                Fields.credits(fields.required("amount")),
                fields.optional("rejected").map(Fields::text).isPresent());
    }

    private static Step expect(Fields fields) {
        Instant at = at(fields);
        return new ExpectStep(
                at,
                new TreeSet<>(fields.namesLeft())
                        .stream().map(name -> expectation(name, fields)).toList());
    }

    private static Expectation expectation(String name, Fields fields) {
        Function<JsonNode, Expectation> reading = EXPECTATIONS.get(name);
        if (reading == null) {
            throw new MalformedCaseException("unknown expectation " + name);
        }
        return reading.apply(fields.required(name));
    }

    private static Instant at(Fields fields) {
        return Fields.instant(fields.required("at"));
    }

    private static Map<String, Credits> creditsByGrant(JsonNode value) {
        return Fields.readMap(value, Fields::credits);
    }
}
