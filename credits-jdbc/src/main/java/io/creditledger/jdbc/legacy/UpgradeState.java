package io.creditledger.jdbc.legacy;

import java.time.Instant;

/** Whether a host's database was upgraded. Immutable and thread-safe. */
public sealed interface UpgradeState {
    /** There is no trace of an upgrade. */
    record NotUpgraded() implements UpgradeState {}

    /**
     * An upgrade has begun and is not finished: it is under way, or was interrupted and can be run again or rolled back.
     *
     * @param settings its settings, with the cutover as soon as that is fixed
     * @param progress how far it has come
     */
    record InProgress(UpgradeSettings settings, UpgradeProgress progress) implements UpgradeState {}

    /**
     * The upgrade is finished.
     *
     * @param settings its settings, with the cutover
     * @param users how many users were moved
     * @param finishedAt when it was first finished
     */
    record Done(UpgradeSettings settings, long users, Instant finishedAt) implements UpgradeState {}
}
