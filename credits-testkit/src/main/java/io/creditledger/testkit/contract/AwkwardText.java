package io.creditledger.testkit.contract;

/** Text that stores like to mistake for something else, and must give back as it came. */
enum AwkwardText {
    DROP_TABLE("'; drop table credit_account; --"),
    ALWAYS_TRUE("' or '1'='1"),
    PERCENT("%"),
    UNDERSCORE("_"),
    BACKSLASH("\\"),
    BACKSLASHES("\\\\' \\n \\0 \\u0000"),
    SINGLE_QUOTE("'"),
    DOUBLE_QUOTE("\""),
    BACKTICK("`credit_account`"),
    PLACEHOLDER("${x} ${table}"),
    NAMED_PARAMETER(":name"),
    PARAMETER("?"),
    PARAMETERS("?1 $1 #1 @x"),
    MESSAGE_FORMAT("{0}"),
    STRING_FORMAT("%s %d %n %"),
    COMMENT("/* a */ -- b # c"),
    DOLLAR_QUOTES("$$ a $$"),
    SEMICOLON(";"),
    JSON("{\"a\": [null, \"b\"]}"),
    MARKUP("<a href='&amp;'>"),
    FIELDS("a=1&amount=2&type=x"),
    THE_WORD_NULL("null"),
    THE_WORD_NONE("(none)"),
    NUMBER("007"),
    NEWLINE("a\nb"),
    CARRIAGE_RETURN("a\r\nb\r"),
    TAB("a\tb\t"),
    LEADING_SPACE(" a"),
    TRAILING_SPACE("a "),
    CONTROL_CHARACTERS("a\u0001\u0007\u001b\u007f\u0085"),
    ACCENT("\u00e9"),
    COMBINING_ACCENT("e\u0301"),
    SHARP_S("stra\u00dfe"),
    DOTLESS_I("\u0131\u0130"),
    ARABIC("\u0645\u0631\u062d\u0628\u0627"),
    CHINESE("\u79ef\u5206"),
    RIGHT_TO_LEFT_OVERRIDE("a\u202eb"),
    ZERO_WIDTH_JOINER("a\u200db"),
    BYTE_ORDER_MARK("\ufeffa"),
    NON_CHARACTER("a\uffff"),
    PRIVATE_USE("\ue000"),
    EMOJI("\uD83D\uDE00"),
    FAMILY("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
    LAST_CODE_POINT("a\uDBFF\uDFFD"),
    GOTHIC("\uD800\uDF48");

    private final String text;

    AwkwardText(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
