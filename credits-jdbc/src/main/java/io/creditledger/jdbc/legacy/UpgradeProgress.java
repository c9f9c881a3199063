package io.creditledger.jdbc.legacy;

/**
 * How far an upgrade has come.
 *
 * @param usersDone how many users have been moved
 * @param users how many users there were when it was last begun
 */
public record UpgradeProgress(long usersDone, long users) {}
