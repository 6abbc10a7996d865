package io.observabilityfactory.query.savings;

import io.observabilityfactory.model.usage.TokenBucket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prompts that begin as the one before them did, soon after it, without the beginning having been read from a cache. How many tokens
 * the common beginning has is told from its share of the characters.
 */
final class MissedCaching {

    /** How long providers keep what was cached, at least. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Shorter beginnings are not cached. */
    private static final long FEWEST_TOKENS = 1024;

    private record Missed(ExaminedCall call, long tokens, BigDecimal usd) {}

    private MissedCaching() {}

    static List<Finding> in(List<ExaminedCall> calls) {
        Map<ExaminedCall.Pair, List<ExaminedCall>> byPair = calls.stream()
                .filter(call -> !call.said().isEmpty())
                .sorted(Comparator.comparing(ExaminedCall::start))
                .collect(Collectors.groupingBy(ExaminedCall::pair, LinkedHashMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        byPair.forEach((pair, inOrder) -> finding(pair, missed(inOrder)).ifPresent(findings::add));
        return findings;
    }

    private static List<Missed> missed(List<ExaminedCall> inOrder) {
        List<Missed> missed = new ArrayList<>();
        for (int i = 1; i < inOrder.size(); i++) {
            ExaminedCall call = inOrder.get(i);
            ExaminedCall before = inOrder.get(i - 1);
            if (Duration.between(before.start(), call.start()).compareTo(KEPT) <= 0) {
                missed(
                                call,
                                before,
                                !missed.isEmpty()
                                        && missed.get(missed.size() - 1).call() == before)
                        .ifPresent(missed::add);
            }
        }
        return missed;
    }

    /** @param written whether the beginning would have been in the cache already, and not have had to be written to it first */
    private static Optional<Missed> missed(ExaminedCall call, ExaminedCall before, boolean written) {
        long common = commonLength(before.said(), call.said());
        long beginning = call.promptTokens() * common / call.said().length();
        long cacheable = Math.min(
                beginning - call.tokens().get(TokenBucket.CACHE_READ),
                call.tokens().get(TokenBucket.INPUT));
        Optional<BigDecimal> input = call.prices().ofToken(TokenBucket.INPUT);
        Optional<BigDecimal> cached = call.prices().ofToken(TokenBucket.CACHE_READ);
        if (beginning < FEWEST_TOKENS || cacheable <= 0 || input.isEmpty() || cached.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal tokens = BigDecimal.valueOf(cacheable);
        BigDecimal saved = input.get().subtract(cached.get()).multiply(tokens);
        BigDecimal dearerToWrite = call.prices()
                .ofToken(TokenBucket.CACHE_WRITE)
                .map(write -> write.subtract(input.get()).max(BigDecimal.ZERO))
                .orElse(BigDecimal.ZERO)
                .multiply(tokens);
        return Optional.of(new Missed(call, cacheable, written ? saved : saved.subtract(dearerToWrite)));
    }

    private static Optional<Finding> finding(ExaminedCall.Pair pair, List<Missed> missed) {
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        long tokens = missed.stream().mapToLong(Missed::tokens).sum();
        List<ExaminedCall> mostFirst = missed.stream()
                .sorted(Comparator.comparing(Missed::usd).reversed())
                .map(Missed::call)
                .toList();
        return Optional.of(new Finding(
                "caching",
                pair.agent(),
                pair.model(),
                missed.stream().map(Missed::usd).reduce(BigDecimal.ZERO, BigDecimal::add),
                true,
                missed.size(),
                missed.size() + " prompts began as the one at most 5 minutes before them, some " + tokens
                        + " input tokens by their share of the text, and did not read them from the cache; priced by the"
                        + " difference of input and cached input, less what writing the cache costs.",
                Evidence.of(mostFirst)));
    }

    private static int commonLength(String a, String b) {
        int length = Math.min(a.length(), b.length());
        int common = 0;
        while (common < length && a.charAt(common) == b.charAt(common)) {
            common++;
        }
        return common;
    }
}
