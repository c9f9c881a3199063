package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " a",
                "a ",
                "Alice",
                "Älice",
                "😀",
                "';drop table credit_account;--",
                "\t.\n",
                "\uFFFE",
                "\u00A0"
            })
    void text_is_returned_as_it_was_given(String text) {
        assertThat(Text.requireId("name", text, 30)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
    void an_id_needs_a_character_that_is_not_white_space(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.requireId("name", blank, 30))
                .withMessage("name must have at least one character that is not white space, but was '" + blank + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void text_that_is_no_id_may_be_blank(String blank) {
        assertThat(Text.requireStorable("name", blank, 30)).isSameAs(blank);
    }

    @Test
    void a_null_is_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> Text.requireId("name", absent(), 30))
                .withMessage("name");
    }

    @Test
    void length_counts_code_units() {
        assertThat(Text.requireId("name", "😀😀", 4)).hasSize(4);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.requireId("name", "😀😀", 3))
                .withMessage("name must be at most 3 characters (UTF-16 code units) long, but had 4");
    }

    @Test
    void the_nul_character_is_refused_where_it_stands() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.requireId("name", "😀b\0c", 30))
                .withMessage("name must not contain the NUL character, but has one at index 3");
    }

    @Test
    void an_unpaired_surrogate_is_refused_where_it_stands() {
        assertUnpairedAt(0, "\uD83Da");
        assertUnpairedAt(1, "a\uD83D");
        assertUnpairedAt(1, "a\uDE00b");
        assertUnpairedAt(0, "\uDE00\uD83D");
        assertUnpairedAt(2, "😀\uDE00");
        assertUnpairedAt(1, "a\uD83D😀");
    }

    private static void assertUnpairedAt(int index, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.requireId("name", text, 30))
                .withMessage("name must be well-formed Unicode, but has an unpaired surrogate at index " + index);
    }
}
