package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.ExpiredSummary;
import io.creditledger.jdbc.ExpiryRange;
import java.util.List;
import java.util.Objects;

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
     * Two answers to one question have to be the same.
     *
     * @param subject what was verified
     * @param expectedAnswer what should be
     * @param foundAnswer what is
     * @param <T> what the question asks for: a number, or one of the answers of {@link
     *     io.creditledger.jdbc.CreditReports}
     */
    record Same<T>(CheckSubject subject, T expectedAnswer, T foundAnswer) implements Check {
        public Same {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(expectedAnswer, "expectedAnswer");
            Objects.requireNonNull(foundAnswer, "foundAnswer");
        }

        @Override
        public boolean passed() {
            return expectedAnswer.equals(foundAnswer);
        }

        @Override
        public String expected() {
            return told(expectedAnswer);
        }

        @Override
        public String found() {
            return told(foundAnswer);
        }

        @Override
        public List<String> samples() {
            return List.of();
        }

        private static String told(Object answer) {
            if (answer instanceof ExpiredSummary expired) {
                return expired.grants() + " of " + expired.granted() + " credits, held by " + expired.accounts()
                        + "; unspent " + expired.expired() + ", lost by " + expired.affected() + "; not recorded "
                        + expired.dueGrants() + " with " + expired.due();
            }
            if (answer instanceof ExpiryRange range) {
                return range.grants() + " from " + range.earliest() + " to " + range.latest() + ", never "
                        + range.never();
            }
            return answer.toString();
        }
    }
}
