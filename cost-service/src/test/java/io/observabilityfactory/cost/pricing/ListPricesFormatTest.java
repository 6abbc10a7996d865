package io.observabilityfactory.cost.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files {@code catalogue/<provider>.json} are written by hand; what a slip would break is checked here. */
class ListPricesFormatTest {

    private static final Set<String> FIELDS = Set.of(
            "provider",
            "model",
            "aliases",
            "validFrom",
            "unit",
            "prices",
            "tiers",
            "modifiers",
            "source",
            "sourceDate");

    private static final Set<String> REQUIRED =
            Set.of("provider", "model", "aliases", "validFrom", "unit", "prices", "source", "sourceDate");

    private static final Set<String> BUCKETS = Set.of(
            "input",
            "cacheRead",
            "cacheWrite5m",
            "cacheWrite1h",
            "output",
            "reasoning",
            "audioInput",
            "audioOutput",
            "image",
            "request",
            "rerankUnit");

    private static final Comparator<JsonNode> BY_MODEL_AND_DATE = Comparator.<JsonNode, String>comparing(
                    version -> text(version, "model"))
            .thenComparing(version -> text(version, "validFrom"));

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Named<JsonNode>> files() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(ListPricesFormatTest.class.getResource("/catalogue"))
                .toURI());
        List<Named<JsonNode>> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.endsWith(".json") && !name.equals("list-prices.json")) {
                    files.add(Named.of(name, JSON.readTree(path.toFile())));
                }
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_holdsOneProviderSortedByModelAndDate(JsonNode file) {
        List<JsonNode> versions = versions(file);

        assertThat(versions).isNotEmpty().isSortedAccordingTo(BY_MODEL_AND_DATE);
        assertThat(versions)
                .allSatisfy(version -> assertThat(text(version, "provider")).isEqualTo(text(file, "provider")));
        assertThat(text(file, "source")).isNotBlank();
        assertThat(versions.stream().map(version -> date(version, "sourceDate")).max(Comparator.naturalOrder()))
                .hasValue(date(file, "asOf"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_isNamedAfterItsProvider(JsonNode file) throws IOException {
        URL named = ListPricesFormatTest.class.getResource("/catalogue/" + text(file, "provider") + ".json");

        assertThat(JSON.readTree(Objects.requireNonNull(named))).isEqualTo(file);
    }

    @ParameterizedTest
    @MethodSource("files")
    void name_meansOneModelAndOneVersionADay(JsonNode file) {
        Map<String, String> modelOfName = new HashMap<>();
        Set<List<String>> starts = new HashSet<>();
        versions(file).forEach(version -> {
            String model = text(version, "model");
            assertThat(starts.add(List.of(model, text(version, "validFrom"))))
                    .as("only one version of %s from %s", model, text(version, "validFrom"))
                    .isTrue();
            names(version).forEach(name -> assertThat(modelOfName.merge(name, model, (known, other) -> known))
                    .as("the model of %s", name)
                    .isEqualTo(model));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void version_hasTheFieldsOfTheFormat(JsonNode file) {
        assertThat(versions(file)).allSatisfy(version -> {
            assertThat(version.fieldNames())
                    .toIterable()
                    .isSubsetOf(FIELDS)
                    .containsAll(REQUIRED)
                    .doesNotHaveDuplicates();
            assertThat(text(version, "provider")).isLowerCase();
            assertThat(text(version, "unit")).isEqualTo("USD per 1M tokens");
            assertThat(text(version, "source")).isNotBlank();
            assertThat(date(version, "validFrom")).isAfter(LocalDate.parse("2022-01-01"));
            assertThat(date(version, "sourceDate")).isAfter(LocalDate.parse("2022-01-01"));
            assertThat(names(version).toList())
                    .doesNotHaveDuplicates()
                    .allSatisfy(name -> assertThat(name).isNotBlank().isEqualTo(name.strip()));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void price_isADecimalOfAKnownBucket(JsonNode file) {
        assertThat(versions(file)).allSatisfy(version -> {
            priceLists(version).forEach(prices -> {
                assertThat(prices.size()).isPositive();
                prices.fields().forEachRemaining(price -> {
                    assertThat(price.getKey()).isIn(BUCKETS);
                    assertThat(price.getValue().isTextual()).isTrue();
                    assertThat(price.getValue().textValue()).matches("\\d+\\.\\d{2,}");
                });
            });
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void cache_isReadForNoMoreThanInputAndWrittenForNoLess(JsonNode file) {
        assertThat(versions(file)).allSatisfy(version -> {
            priceLists(version).forEach(prices -> {
                if (prices.has("cacheRead")) {
                    assertThat(usd(prices, "cacheRead")).isLessThanOrEqualTo(usd(prices, "input"));
                }
                if (prices.has("cacheWrite5m")) {
                    assertThat(usd(prices, "cacheWrite5m")).isGreaterThanOrEqualTo(usd(prices, "input"));
                }
                if (prices.has("cacheWrite1h")) {
                    assertThat(usd(prices, "cacheWrite1h")).isGreaterThan(usd(prices, "cacheWrite5m"));
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void reasoning_isPricedOnlyWhenItDiffersFromOutput(JsonNode file) {
        assertThat(versions(file)).allSatisfy(version -> {
            priceLists(version).filter(prices -> prices.has("reasoning")).forEach(prices -> assertThat(
                            usd(prices, "reasoning"))
                    .isNotEqualByComparingTo(usd(prices, "output")));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void tiers_riseAndPriceTheSameBuckets(JsonNode file) {
        assertThat(versions(file)).allSatisfy(version -> {
            List<JsonNode> tiers = elements(version.path("tiers")).toList();

            assertThat(tiers.stream().map(tier -> tier.get("abovePromptTokens").longValue()))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(tokens -> tokens > 0);
            assertThat(tiers).allSatisfy(tier -> assertThat(bucketsOf(tier.get("prices")))
                    .isEqualTo(bucketsOf(version.get("prices"))));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void modifier_isAFactorOrAPriceListOfTheSameBuckets(JsonNode file) {
        assertThat(versions(file)).allSatisfy(version -> {
            version.path("modifiers").fields().forEachRemaining(modifier -> {
                assertThat(modifier.getKey()).isIn("batch", "flex", "priority", "fast");
                if (modifier.getValue().isTextual()) {
                    BigDecimal factor = new BigDecimal(modifier.getValue().textValue());
                    assertThat(factor).isBetween(new BigDecimal("0.1"), new BigDecimal("10"));
                } else {
                    assertThat(version.has("tiers"))
                            .as("a price list has no tiers, so it cannot stand beside them")
                            .isFalse();
                    assertThat(bucketsOf(modifier.getValue())).isEqualTo(bucketsOf(version.get("prices")));
                }
            });
        });
    }

    @Test
    void catalogue_knowsTheMainProviders() throws IOException, URISyntaxException {
        Set<String> providers = new HashSet<>();
        Set<String> models = new HashSet<>();
        files().map(Named::getPayload).forEach(file -> versions(file).forEach(version -> {
            providers.add(text(version, "provider"));
            models.add(text(version, "model"));
        }));

        assertThat(providers)
                .contains(
                        "openai",
                        "azure.ai.openai",
                        "anthropic",
                        "gcp.gemini",
                        "gcp.vertex_ai",
                        "aws.bedrock",
                        "mistral_ai",
                        "deepseek",
                        "x_ai",
                        "cohere",
                        "groq",
                        "alibaba");
        assertThat(models).hasSizeGreaterThan(150);
    }

    private static List<JsonNode> versions(JsonNode file) {
        return elements(file.get("prices")).toList();
    }

    /** The standard prices, those of each tier, and those of the modifiers that have their own. */
    private static Stream<JsonNode> priceLists(JsonNode version) {
        return Stream.of(
                        Stream.of(version.get("prices")),
                        elements(version.path("tiers")).map(tier -> tier.get("prices")),
                        elements(version.path("modifiers")).filter(JsonNode::isObject))
                .flatMap(lists -> lists);
    }

    private static Stream<String> names(JsonNode version) {
        return Stream.concat(
                Stream.of(text(version, "model")),
                elements(version.get("aliases")).map(JsonNode::textValue));
    }

    private static Set<String> bucketsOf(JsonNode prices) {
        Set<String> buckets = new HashSet<>();
        prices.fieldNames().forEachRemaining(buckets::add);
        return buckets;
    }

    private static Stream<JsonNode> elements(JsonNode parent) {
        return StreamSupport.stream(parent.spliterator(), false);
    }

    private static BigDecimal usd(JsonNode prices, String bucket) {
        return new BigDecimal(prices.get(bucket).textValue());
    }

    private static LocalDate date(JsonNode node, String field) {
        return LocalDate.parse(text(node, field));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).textValue();
    }
}
