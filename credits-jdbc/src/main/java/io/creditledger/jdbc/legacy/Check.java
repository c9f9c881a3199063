package io.creditledger.jdbc.legacy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that was verified: what should be, and what was found. */
public sealed interface Check {
    /**
     * Returns what was verified.
     *
     * @return the subject
     */
    CheckSubject subject();

    /**
     * Tells whether it is as it should be.
     *
     * @return true if so
     */
    boolean passed();

    /**
     * Returns what should be, for people to read.
     *
     * @return a number, an instant, or a phrase
     */
    String expected();

    /**
     * Returns what is, for people to read.
     *
     * @return a number, an instant, or a phrase
     */
    String found();

    /**
     * Returns where to look.
     *
     * @return some of what is wrong, such as ids; empty where all is well or the check is about sums
     */
    List<String> samples();

    /**
     * Every one of many has to be right.
     *
     * @param subject what was verified
     * @param examined how many were looked at
     * @param wrong how many of them are wrong
     * @param samples some of the wrong ones, with what is wrong about them
     */
    record Each(CheckSubject subject, long examined, long wrong, List<String> samples) implements Check {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if there are more samples than wrong ones
         */
        public Each {
            Objects.requireNonNull(subject, "subject");
            samples = List.copyOf(samples);
            if (examined < 0 || wrong < 0 || samples.size() > wrong) {
                throw new IllegalArgumentException("of " + examined + " examined " + wrong + " cannot be wrong with "
                        + samples.size() + " samples, in " + subject);
            }
        }

        @Override
        public boolean passed() {
            return wrong == 0;
        }

        @Override
        public String expected() {
            return "0 wrong";
        }

        @Override
        public String found() {
            return wrong + " wrong, " + examined + " examined";
        }
    }

    /**
     * Two numbers have to be equal.
     *
     * @param subject what was verified
     * @param expectedNumber what should be
     * @param foundNumber what is
     */
    record Equal(CheckSubject subject, long expectedNumber, long foundNumber) implements Check {
        public Equal {
            Objects.requireNonNull(subject, "subject");
        }

        @Override
        public boolean passed() {
            return expectedNumber == foundNumber;
        }

        @Override
        public String expected() {
            return Long.toString(expectedNumber);
        }

        @Override
        public String found() {
            return Long.toString(foundNumber);
        }

        @Override
        public List<String> samples() {
            return List.of();
        }
    }

    /**
     * Two instants have to be equal, or both absent.
     *
     * @param subject what was verified
     * @param expectedInstant what should be; null: none
     * @param foundInstant what is; null: none
     */
    record SameInstant(
            CheckSubject subject,
            @Nullable Instant expectedInstant,
            @Nullable Instant foundInstant) implements Check {
        public SameInstant {
            Objects.requireNonNull(subject, "subject");
        }

        @Override
        public boolean passed() {
            return Objects.equals(expectedInstant, foundInstant);
        }

        @Override
        public String expected() {
            return text(expectedInstant);
        }

        @Override
        public String found() {
            return text(foundInstant);
        }

        @Override
        public List<String> samples() {
            return List.of();
        }

        private static String text(@Nullable Instant instant) {
            return Optional.ofNullable(instant).map(Instant::toString).orElse("none");
        }
    }
}
