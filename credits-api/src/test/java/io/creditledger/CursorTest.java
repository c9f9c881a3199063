package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "42, 7", "9223372036854775807, 2147483647"})
    void what_was_printed_is_read_back(long number, int line) {
        Cursor cursor = new Cursor(number, line);

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void prints_without_anything_that_a_url_would_escape() {
        assertThat(new Cursor(Long.MAX_VALUE, Integer.MAX_VALUE)).hasToString("9223372036854775807.2147483647");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "42.",
                ".0",
                "-1.0",
                "1.-1",
                "+1.0",
                "1.0 ",
                "a.b",
                "1.0.0",
                "1,0",
                "٤٢.٠",
                "9223372036854775808.0",
                "1.2147483648",
                "99999999999999999999.0"
            })
    void other_texts_are_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.parse(text))
                .withMessage("a cursor looks like 42.0, but was '" + text + "'");
    }

    @Test
    void negative_numbers_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cursor(-1, 0))
                .withMessage("a cursor's numbers must not be negative, but were -1 and 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursor(0, -1));
    }

    @Test
    void a_null_is_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> Cursor.parse(absent()))
                .withMessage("text");
    }
}
