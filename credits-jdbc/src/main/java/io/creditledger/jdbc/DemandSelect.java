package io.creditledger.jdbc;

/**
 * PostgreSQL's select of what is demanded of an account. For many accounts the demands come in two arrays, which make a table,
 * and the select is run for each of its rows. So there are two texts, which never change.
 */
final class DemandSelect {
    private static final String OF_MANY = """
            select found.*
            from (select %s as account_id, %s as what) as asked, lateral (%s) as found""";

    private final String ofOne;
    private final String ofMany;
    private final String type;
    private final int mentions;

    /**
     * Makes the texts.
     *
     * @param type PostgreSQL's name of the type of what is demanded
     * @param select with {@code :account} and {@code :what} where they belong
     */
    DemandSelect(String type, String select) {
        this.type = type;
        this.mentions = select.split(":what", -1).length - 1;
        this.ofOne = select.replace(":account", "?").replace(":what", "?");
        this.ofMany = OF_MANY.formatted(
                PostgresArrays.rows("text"),
                PostgresArrays.rows(type),
                select.replace(":account", "asked.account_id").replace(":what", "asked.what"));
    }

    String ofOne() {
        return ofOne;
    }

    String ofMany() {
        return ofMany;
    }

    String type() {
        return type;
    }

    /** How often the text for one account takes what is demanded, after the account. */
    int mentions() {
        return mentions;
    }
}
