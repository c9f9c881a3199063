package io.creditledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    @Test
    void short_plain_values_stand_as_they_are_in_the_order_of_their_names() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", "charge");
        fields.put("amount", "50");
        fields.put("at", "2026-01-15T12:00:00.000001Z");

        assertThat(Fingerprint.of(fields).text()).isEqualTo("amount=50&at=2026-01-15T12:00:00.000001Z&type=charge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a&b=c",
                "a=b",
                "(none)",
                "#abc",
                "é",
                "😀",
                "a\nb",
                "12345678901234567890123456789012345678901"
            })
    void all_other_values_stand_as_a_digest(String value) {
        assertThat(Fingerprint.of(Map.of("name", value)).text()).matches("name=#[0-9a-f]{32}");
    }

    @Test
    void a_value_of_forty_plain_characters_is_the_longest_that_stands_as_it_is() {
        String forty = "x".repeat(40);

        assertThat(Fingerprint.of(Map.of("name", forty)).text()).isEqualTo("name=" + forty);
    }

    @Test
    void the_same_content_always_has_the_same_text() {
        assertThat(Fingerprint.of(Map.of("name", "été 😀")))
                .isEqualTo(Fingerprint.of(Map.of("name", "été 😀")))
                .isEqualTo(new Fingerprint("name=#b6f737808912766258ebee9db7f560a0"));
    }

    @Test
    void different_contents_have_different_texts() {
        String digest = Fingerprint.of(Map.of("name", "a b")).text().substring("name=".length());

        assertThat(Stream.of("a b", "a  b", "a b ", "A b", digest, "(none)", "", "é", "e\u0301")
                        .map(value -> Fingerprint.of(Map.of("name", value))))
                .doesNotHaveDuplicates();
    }

    @Test
    void differences_name_each_field_with_what_it_was_and_is() {
        Fingerprint first = Fingerprint.of(Map.of("amount", "50", "reference", "r1", "type", "charge"));
        Fingerprint later = Fingerprint.of(Map.of("amount", "70", "source", "gift", "type", "charge"));

        assertThat(first.differencesTo(later))
                .containsExactly(
                        "amount was 50, is now 70",
                        "reference was r1, is now (none)",
                        "source was (none), is now gift");
    }

    @Test
    void the_same_content_has_no_differences() {
        Fingerprint first = Fingerprint.of(Map.of("amount", "50", "reference", "a&b=c"));

        assertThat(first.differencesTo(Fingerprint.of(Map.of("reference", "a&b=c", "amount", "50"))))
                .isEmpty();
    }

    @Test
    void a_field_that_says_none_differs_from_one_that_is_not_there() {
        Fingerprint first = Fingerprint.of(Map.of("amount", "50", "reference", "(none)"));

        assertThat(first.differencesTo(Fingerprint.of(Map.of("amount", "50"))))
                .singleElement()
                .asString()
                .matches("reference was #[0-9a-f]{32}, is now \\(none\\)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "amount",
                "=50",
                "amount=",
                "&amount=50",
                "amount=50&",
                "amount=50&&type=charge",
                "amount=5=0",
                "amount=##",
                "amount=a b",
                "amount=é",
                "amount=50\n"
            })
    void a_text_that_is_none_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fingerprint(text))
                .withMessage("a fingerprint looks like amount=50&type=charge, but was '" + text + "'");
    }

    @Test
    void a_text_that_is_too_long_is_refused() {
        assertThat(new Fingerprint("a=" + "x".repeat(498)).text()).hasSize(Fingerprint.MAX_LENGTH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fingerprint("a=" + "x".repeat(499)))
                .withMessage("a fingerprint has at most 500 characters, but this has 501");
    }

    @Test
    void a_request_that_asks_for_nothing_has_no_fingerprint() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.of(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "a&b", "", "a b"})
    void a_name_that_is_no_plain_word_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.of(Map.of(name, "value")));
    }

    @Test
    void its_fields_are_told_in_the_order_of_their_names() {
        Fingerprint.Fields fields = new Fingerprint.Fields().with("amount", 50).with("reference", null);

        assertThat(fields.with("type", "charge").fingerprint().text()).isEqualTo("amount=50&type=charge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fields.with("amount", 50))
                .withMessage("fields come in the order of their names, but 'amount' came after 'type'");
    }
}
