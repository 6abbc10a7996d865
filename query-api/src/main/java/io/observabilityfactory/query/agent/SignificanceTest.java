package io.observabilityfactory.query.agent;

import org.jspecify.annotations.Nullable;

/**
 * Whether a difference is more than noise.
 *
 * @param figure what differs
 * @param test by name
 * @param pValue how likely a difference as large is where there is none; {@code null} when there is too little to tell
 * @param adjustedPValue the same, made larger for there being several tests (Holm)
 * @param significant whether the adjusted one is below 0.05; {@code null} when there is too little to tell
 * @param effect of latency: how likely a call of b takes longer than one of a, where 0.5 is no difference
 * @param remark why there is no answer; {@code null} when there is one
 */
record SignificanceTest(
        String figure,
        String test,
        @Nullable Double pValue,
        @Nullable Double adjustedPValue,
        @Nullable Boolean significant,
        @Nullable Double effect,
        @Nullable String remark) {

    private static final double LEVEL = 0.05;

    static SignificanceTest of(String figure, String test, double pValue, @Nullable Double effect) {
        return new SignificanceTest(figure, test, pValue, pValue, pValue < LEVEL, effect, null);
    }

    static SignificanceTest undecided(String figure, String test, String remark) {
        return new SignificanceTest(figure, test, null, null, null, null, remark);
    }

    SignificanceTest adjustedTo(double adjusted) {
        return new SignificanceTest(figure, test, pValue, adjusted, adjusted < LEVEL, effect, remark);
    }
}
