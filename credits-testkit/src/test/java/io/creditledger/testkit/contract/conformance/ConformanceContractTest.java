package io.creditledger.testkit.contract.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.creditledger.testkit.contract.model.InMemoryFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import tools.jackson.databind.json.JsonMapper;

/** A case that is not as it should be fails, instead of passing unseen. */
class ConformanceContractTest {
    private static final String GRANT =
            "{'at': '2024-01-01T00:00:00Z', 'op': 'grant', 'id': 'g1', 'amount': '10', 'expires': '2024-01-03T00:00:00Z'}";
    private static final String CHARGE = "{'at': '2024-01-02T00:00:00Z', 'op': 'charge', 'id': 'c1', 'amount': '4'}";

    @Test
    void every_bundled_case_is_run() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(InMemoryConformanceTest.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(38).succeeded(38));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'balance': '6'",
                "'grants': {'g1': '6'}",
                "'active': {'g1': true}",
                "'drawn': {'c1': {'g1': '4'}}",
                "'drawn_total': {'c1': '4'}",
                "'drawn_count': {'c1': '1'}",
                "'expired': {'g1': '0'}",
                "'expired_total': '0'",
            })
    void an_expectation_that_is_met_passes(String expected) {
        assertThat(outcome(GRANT, CHARGE, expect("2024-01-02T00:00:00Z", expected)))
                .isEqualTo("passed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'balance': '7'",
                "'grants': {'g1': '10'}",
                "'grants': {'g2': '0'}",
                "'active': {'g1': false}",
                "'drawn': {'c1': {'g1': '3'}}",
                "'drawn': {'c1': {}}",
                "'drawn_total': {'c1': '5'}",
                "'drawn_count': {'c1': '2'}",
                "'expired': {'g1': '6'}",
                "'expired': {'g2': '0'}",
                "'expired_total': '6'",
            })
    void an_expectation_that_is_not_met_fails(String expected) {
        assertThat(outcome(GRANT, CHARGE, expect("2024-01-02T00:00:00Z", expected)))
                .isEqualTo("AssertionError");
    }

    @Test
    void a_wrong_balance_in_the_past_fails() {
        assertThat(outcome(GRANT, CHARGE, expect("2024-01-01T12:00:00Z", "'balance': '10'")))
                .isEqualTo("passed");
        assertThat(outcome(GRANT, CHARGE, expect("2024-01-01T12:00:00Z", "'balance': '6'")))
                .isEqualTo("AssertionError");
    }

    @Test
    void what_must_be_refused_fails_if_it_is_done_and_the_other_way_round() {
        String refused = CHARGE.replace("}", ", 'rejected': 'insufficient'}");

        assertThat(outcome(refused)).isEqualTo("passed");
        assertThat(outcome(GRANT, refused)).isEqualTo("AssertionError");
        assertThat(outcome(CHARGE)).isEqualTo("InsufficientCreditsException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'at': '2024-01-01T00:00:00Z', 'op': 'hold', 'id': 'h1', 'amount': '1'}",
                "{'at': '2024-01-01T00:00:00Z', 'op': 'grant', 'id': 'g1', 'amount': '1', 'colour': 'red'}",
                "{'at': '2024-01-01T00:00:00Z', 'op': 'grant', 'id': 'g1', 'amount': 1}",
                "{'at': '2024-01-01T00:00:00Z', 'op': 'charge', 'id': 'c1'}",
                "{'at': '2024-01-01T00:00:00Z', 'op': 'charge', 'id': 'c1', 'amount': '1', 'rejected': false}",
                "{'at': '2024-01-01T00:00:00Z', 'op': 'expect', 'balance': '0', 'held': '0'}",
                "{'at': '2024-01-01T00:00:00Z', 'op': 'expect'}",
                "{'op': 'expect', 'balance': '0'}",
            })
    void a_step_that_is_not_understood_fails(String step) {
        assertThat(outcome(step)).isEqualTo("MalformedCaseException");
    }

    @Test
    void an_expectation_that_cannot_be_seen_in_the_past_fails() {
        assertThat(outcome(GRANT, CHARGE, expect("2024-01-01T12:00:00Z", "'grants': {'g1': '10'}")))
                .isEqualTo("MalformedCaseException");
    }

    @Test
    void a_request_in_the_past_fails() {
        assertThat(outcome(GRANT, CHARGE, GRANT.replace("g1", "g2"))).isEqualTo("MalformedCaseException");
    }

    @Test
    void a_case_with_a_field_that_is_not_known_fails() {
        String text = caseOf(GRANT).replace("'rule'", "'prefund_at_least': '5', 'rule'");

        assertThatThrownBy(() -> CaseReader.read(JsonMapper.shared().readTree(text.replace('\'', '"'))))
                .isInstanceOf(MalformedCaseException.class)
                .hasMessageContaining("prefund_at_least");
    }

    private static String expect(String at, String expected) {
        return "{'at': '" + at + "', 'op': 'expect', " + expected + "}";
    }

    private static String caseOf(String... steps) {
        return "{'rule': 'none', 'steps': [" + String.join(",", steps) + "]}";
    }

    private static String outcome(String... steps) {
        try {
            CaseReader.read(JsonMapper.shared().readTree(caseOf(steps).replace('\'', '"')))
                    .run(new InMemoryFixture());
            return "passed";
        } catch (AssertionError e) {
            return "AssertionError";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
