package io.creditledger;

import org.jspecify.annotations.Nullable;

/**
 * Credits for doing something, each given as often as its recurrence allows and no more, however often or concurrently it
 * is asked for. A reward of 0 credits is not given, and whoever was given it before is told so. Thread-safe.
 */
public interface Rewards {
    /**
     * Rewards an inviter, once for each invitee. Who invited somebody is the host's to know: another inviter of the same
     * invitee is rewarded too.
     *
     * @param inviter who invited
     * @param invitee who was invited
     * @return the inviter's grant, and whether it is new
     * @throws AccountNotFoundException if the inviter's account was never opened
     * @throws IllegalArgumentException if somebody invites themselves
     */
    RewardReceipt invite(AccountId inviter, AccountId invitee);

    /**
     * Rewards an invitee, once.
     *
     * @param invitee who was invited
     * @return the grant, and whether it is new
     * @throws AccountNotFoundException if the account was never opened
     */
    RewardReceipt invited(AccountId invitee);

    /**
     * Rewards a sign-in, once for each calendar date in the policy's zone.
     *
     * @param account who signed in
     * @return the date's grant, and whether it is new
     * @throws AccountNotFoundException if the account was never opened
     */
    RewardReceipt dailySignIn(AccountId account);

    /**
     * Rewards sharing a video, once for each video.
     *
     * @param account who shared it
     * @param video which video, in the host's words; 1 to {@value Reward#MAX_REFERENCE_LENGTH} UTF-16 code units
     * @return the grant, and whether it is new
     * @throws AccountNotFoundException if the account was never opened
     * @throws IllegalArgumentException if the video's name is not storable
     */
    RewardReceipt shareVideo(AccountId account, String video);

    /**
     * Gives a reward of the host's own.
     *
     * @param account who receives it
     * @param reward which reward
     * @param reference what it is given for; null unless the reward is given once for each reference
     * @return the grant, and whether it is new
     * @throws AccountNotFoundException if the account was never opened
     * @throws IllegalArgumentException if a reference is missing, not expected or not storable
     */
    RewardReceipt give(AccountId account, Reward reward, @Nullable String reference);

    /**
     * Gives a reward of the host's own that needs no reference.
     *
     * @param account who receives it
     * @param reward which reward
     * @return the grant, and whether it is new
     * @throws AccountNotFoundException if the account was never opened
     * @throws IllegalArgumentException if the reward needs a reference
     */
    default RewardReceipt give(AccountId account, Reward reward) {
        return give(account, reward, null);
    }
}
