package io.observabilityfactory.bench.load;

import java.util.SplittableRandom;

/** Text like that of prompts and answers: words, so that it compresses as badly or as well as language does. */
final class Prose {

    private static final String[] WORDS = """
            the of and to in is that for it as was with be by on not he this are or his from at which but have an had they
            you were their one all we can her has there been if more when will would who so no agent model answer question
            customer invoice amount order delivery late refund policy document search result table column average median
            report quarter revenue forecast supplier contract clause notice period renew cancel account balance transfer
            payment failed retry later because address missing country Germany France Italy Spain Monday Tuesday morning
            please summarize explain compare list three reasons why sales dropped between March and June while marketing
            costs rose by twelve percent according to internal figures last reviewed database query returned rows index
            function parameter expected string number value error exception stack trace line file module import class
            method test passed coverage branch merge review comment fixed deployed rollback monitor latency throughput""".split("\\s+");

    private final SplittableRandom random;

    Prose(SplittableRandom random) {
        this.random = random;
    }

    /** Exactly so many characters, all of them ASCII that JSON does not escape. */
    String ofLength(int length) {
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(word()).append(random.nextInt(9) == 0 ? ". " : " ");
        }
        return text.substring(0, Math.max(0, length));
    }

    private String word() {
        return random.nextInt(12) == 0 ? Integer.toString(random.nextInt(100_000)) : oneOf(WORDS);
    }

    String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String hex(int length) {
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return text.substring(0, length);
    }

    int between(int low, int high) {
        return random.nextInt(low, high);
    }
}
