package io.observabilityfactory.cost.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.CallUsage;
import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostCalculator;
import io.observabilityfactory.model.price.ModelUse;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code docs/worked-examples.md}, which were computed by hand, are what the shipped prices lead to. */
class WorkedExamplesTest {

    private static final Pattern CALL = Pattern.compile(
            "^`(?<provider>[^`]+)` / `(?<model>[^`]+)` at (?<date>[0-9-]+)(, service tier `(?<tier>[a-z]+)`)?( — .*)?$");
    private static final Pattern ROW =
            Pattern.compile("^\\| (?<bucket>\\w+) \\| (?<quantity>[0-9 ]+) \\|.*\\| (?<usd>[0-9.]+) \\|$");
    private static final Pattern TOTAL = Pattern.compile("^\\| \\*\\*total\\*\\* .*\\*\\*(?<usd>[0-9.]+)\\*\\* \\|$");

    private static final PriceCatalogue CATALOGUE = PriceCatalogue.of(CatalogueFile.all(new ObjectMapper()).stream()
            .flatMap(file -> file.versions().stream())
            .toList());

    @ParameterizedTest
    @MethodSource("examples")
    void example_comesOutToTheLastDigit(Example example) {
        Cost cost = example.cost();

        assertThat(cost.usdByBucket()).isEqualTo(example.usd);
        assertThat(cost.totalUsd()).isEqualByComparingTo(example.total);
        assertThat(cost.unpricedTokens()).isZero();
    }

    @Test
    void bucketWithoutAPrice_isUnpricedAndTheRestIsCharged() {
        Cost cost = cost("anthropic", "claude-3-sonnet-20240229", "2024-06-01", 1_000, 500, 100);
        assertThat(cost.totalUsd()).isEqualByComparingTo("0.0045");
        assertThat(cost.unpricedTokens()).isEqualTo(500);

        assertThat(cost("openai", "gpt-5-pro", "2026-06-01", 1_000, 500, 100).totalUsd())
                .isEqualByComparingTo("0.027");
    }

    @Test
    void modelBeforeItsRelease_isUnpriced() {
        assertThat(cost("openai", "gpt-6.2-sol", "2026-11-16", 10, 5, 1).unpricedTokens())
                .isEqualTo(16);
    }

    @Test
    void modelThatIsFree_isPricedAtNothing() {
        Cost free = cost("openai", "omni-moderation-latest", "2026-06-01", 1_000, 0, 0);
        assertThat(free.price()).isPresent();
        assertThat(free.totalUsd()).isZero();
        assertThat(free.unpricedTokens()).isZero();
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<String> lines = Files.lines(Path.of("../docs/worked-examples.md"))) {
            lines.forEach(line -> read(line, examples));
        }
        assertThat(examples).hasSizeGreaterThan(40).allSatisfy(example -> assertThat(example.total)
                .isNotNull());
        return examples;
    }

    private static void read(String line, List<Example> examples) {
        Matcher call = CALL.matcher(line);
        if (call.matches()) {
            examples.add(
                    new Example(call.group("provider"), call.group("model"), call.group("date"), call.group("tier")));
        }
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            PriceBucket bucket = PriceBucket.ofKey(row.group("bucket")).orElseThrow();
            Example example = examples.get(examples.size() - 1);
            example.quantities.put(bucket, Long.valueOf(row.group("quantity").replace(" ", "")));
            example.usd.put(bucket, new BigDecimal(row.group("usd")).stripTrailingZeros());
        }
        Matcher total = TOTAL.matcher(line);
        if (total.matches()) {
            examples.get(examples.size() - 1).total = new BigDecimal(total.group("usd"));
        }
    }

    private static Cost cost(String provider, String model, String date, long input, long cacheRead, long output) {
        Example example = new Example(provider, model, date, null);
        example.quantities.put(PriceBucket.INPUT, input);
        example.quantities.put(PriceBucket.CACHE_READ, cacheRead);
        example.quantities.put(PriceBucket.OUTPUT, output);
        return example.cost();
    }

    static final class Example {

        private final String provider;
        private final String model;
        private final String date;
        private final String serviceTier;
        private final Map<PriceBucket, Long> quantities = new EnumMap<>(PriceBucket.class);
        private final Map<PriceBucket, BigDecimal> usd = new EnumMap<>(PriceBucket.class);
        private BigDecimal total;

        Example(String provider, String model, String date, String serviceTier) {
            this.provider = provider;
            this.model = model;
            this.date = date;
            this.serviceTier = serviceTier;
        }

        Cost cost() {
            ModelUse use = new ModelUse(
                    1,
                    provider,
                    model,
                    null,
                    LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant());
            return CostCalculator.cost(CallUsage.of(quantities), CATALOGUE.find(use), serviceTier);
        }

        @Override
        public String toString() {
            return provider + " " + model + " at " + date + (serviceTier == null ? "" : ", " + serviceTier) + " "
                    + quantities;
        }
    }
}
