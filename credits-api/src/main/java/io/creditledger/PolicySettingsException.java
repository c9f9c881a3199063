package io.creditledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Settings of a policy are malformed or out of range. It names all of them at once. */
public final class PolicySettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<BadSetting> badSettings;

    /**
     * A setting that cannot be used.
     *
     * @param name its name
     * @param value the value found
     * @param accepted what would be right
     */
    public record BadSetting(String name, String value, String accepted) implements java.io.Serializable {
        @Override
        public String toString() {
            return name + " must be " + accepted + ", but was '" + value + "'";
        }
    }

    PolicySettingsException(List<BadSetting> badSettings) {
        super(badSettings.stream().map(BadSetting::toString).collect(Collectors.joining("; ")));
        this.badSettings = new ArrayList<>(badSettings);
    }

    /**
     * Returns the settings that cannot be used.
     *
     * @return all of them, in the order in which they are read
     */
    public List<BadSetting> badSettings() {
        return List.copyOf(badSettings);
    }
}
