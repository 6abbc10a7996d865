package io.observabilityfactory.bench;

/**
 * Acknowledged means committed.
 *
 * @param unanswered spans that were given up on: each is stored or not
 */
record StoredCheck(long acknowledged, long stored, long unanswered) {

    void failUnlessNothingIsLost() {
        if (stored < acknowledged || stored > acknowledged + unanswered) {
            throw new BenchException("WRONG: " + acknowledged + " spans were acknowledged, " + stored + " are stored ("
                    + unanswered + " were never answered)");
        }
    }
}
