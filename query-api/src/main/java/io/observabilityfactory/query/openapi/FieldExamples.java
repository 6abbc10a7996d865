package io.observabilityfactory.query.openapi;

import static java.util.Map.entry;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Gives the fields of answers an example each, when the document is built. What is called the same is the same in all answers,
 * and so there is one example for a name; for a field that is not, one for its type and name.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public final class FieldExamples implements OASFilter {

    private static final Set<SchemaType> SCALARS =
            EnumSet.of(SchemaType.STRING, SchemaType.NUMBER, SchemaType.INTEGER, SchemaType.BOOLEAN);

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN_ID = "00f067aa0ba902b7";

    private static final Map<String, Object> WHO_AND_WHAT = Map.ofEntries(
            entry("traceId", TRACE_ID),
            entry("traceID", TRACE_ID),
            entry("runId", "training_job_001"),
            entry("spanId", SPAN_ID),
            entry("spanID", SPAN_ID),
            entry("parentSpanId", "b7ad6b7169203331"),
            entry("name", "train_agent"),
            entry("type", "llm"),
            entry("rootType", "agent"),
            entry("service", "agent-factory"),
            entry("status", "ok"),
            entry("agent", "research_agent"),
            entry("agents", "research_agent"),
            entry("model", "gpt-4o"),
            entry("models", "gpt-4o"),
            entry("services", "agent-factory"),
            entry("provider", "openai"),
            entry("session", "conversation_42"),
            entry("user", "user_001"),
            entry("users", "user_001"),
            entry("environment", "production"),
            entry("release", "1.4.2"),
            entry("tags", "nightly"),
            entry("tool", "web_search"),
            entry("errorType", "RateLimitError"),
            entry("billing", "billed"),
            entry("billed", true),
            entry("normalization", "a total of tokens was left out"),
            entry("project", "default"),
            entry("nextCursor", "ZDJhNjA0YTEyMDI2"));

    private static final Map<String, Object> FIGURES = Map.ofEntries(
            entry("durationMs", 2340.0),
            entry("selfTimeMs", 320.0),
            entry("criticalPathMs", 320.0),
            entry("timeToFirstTokenMs", 412.5),
            entry("spans", 12),
            entry("siblings", 10),
            entry("spanCount", 14),
            entry("errorCount", 1),
            entry("calls", 120),
            entry("errors", 3),
            entry("traces", 8),
            entry("tokens", 1250),
            entry("totalTokens", 1250),
            entry("unpricedTokens", 0),
            entry("costUsd", usd("0.025")),
            entry("share", usd("0.4213")),
            entry("input", 226),
            entry("cacheRead", 1024),
            entry("cacheWrite", 0),
            entry("output", 312),
            entry("reasoning", 64),
            entry("audioInput", 0),
            entry("audioOutput", 0),
            entry("avgLatencyMs", 234.5),
            entry("p50LatencyMs", 198.0),
            entry("p95LatencyMs", 612.4),
            entry("p99LatencyMs", 940.1),
            entry("tokensPerSecond", 58.2),
            entry("throughputPerMinute", 4.1),
            entry("avgCostUsd", usd("0.025")),
            entry("costPerDayUsd", usd("3.2")),
            entry("totalCostUsd", usd("96.12")),
            entry("successRate", 0.975),
            entry("errorRate", 0.025),
            entry("timeoutRate", 0.0083),
            entry("fromMs", 256.0),
            entry("toMs", 279.2),
            entry("gpuUtilization", 0.62),
            entry("memoryUsage", 2147483648.0),
            entry("queueDepth", 3.0));

    private static final Map<String, Object> COSTS = Map.ofEntries(
            entry("timeZone", "Europe/Berlin"),
            entry("by", "agent"),
            entry("groupBy", "agent"),
            entry("groupsOverlap", false),
            entry("key", "code_executor"),
            entry("totalUsd", usd("100.51")),
            entry("averagePerDayUsd", usd("3.35")),
            entry("spentUsd", usd("64.2")),
            entry("projectedUsd", usd("100.5")),
            entry("month", "2026-11"),
            entry("basedOnDays", 7),
            entry("method", "mean of the last 7 complete days for each day that remains"),
            entry("examinedCalls", 2000),
            entry("examinedUsd", usd("41.8")),
            entry("amountUsd", usd("7.4")),
            entry("kind", "caching"),
            entry("estimated", true),
            entry(
                    "explanation",
                    "120 calls begin with the same 3,000 tokens, and none of them was read from a cache."));

    private static final Map<String, Object> COMPARISONS = Map.ofEntries(
            entry("a", usd("234.5")),
            entry("b", usd("198.2")),
            entry("difference", usd("-36.3")),
            entry("relative", -0.155),
            entry("figure", "latencyMs"),
            entry("test", "Mann-Whitney U test on histogram buckets, corrected for ties"),
            entry("pValue", 0.0031),
            entry("adjustedPValue", 0.0124),
            entry("significant", true),
            entry("effect", 0.42),
            entry("remark", "fewer than 20 calls on one side"));

    private static final Map<String, Object> SIGNALS = Map.ofEntries(
            entry("severity", "WARN"),
            entry("severityNumber", 13),
            entry("eventName", "gen_ai.choice"),
            entry("cut", false),
            entry("signal", "traces"),
            entry("batches", 3),
            entry("records", 1536),
            entry("received", 512),
            entry("stored", 510),
            entry("duplicates", 2),
            entry("rejected", 0),
            entry("id", 7),
            entry("reason", "the trace id is not 16 bytes long"),
            entry("unit", "1"),
            entry("temporality", "cumulative"),
            entry("aggregation", "avg"),
            entry("stepSeconds", 60),
            entry("group", "research_agent"),
            entry("value", usd("0.62")));

    private static final Map<String, Object> JAEGER = Map.ofEntries(
            entry("data", "agent-factory"),
            entry("total", 1),
            entry("limit", 0),
            entry("offset", 0),
            entry("code", 404),
            entry("msg", "trace not found"),
            entry("warnings", "3 spans are left out"),
            entry("flags", 1),
            entry("operationName", "train_agent"),
            entry("startTime", 1_793_523_000_000_000L),
            entry("duration", 2_340_000),
            entry("timestamp", 1_793_523_000_120_000L),
            entry("processID", "p1"),
            entry("serviceName", "agent-factory"),
            entry("refType", "CHILD_OF"),
            entry("spanKind", "client"),
            entry("parent", "agent-factory"),
            entry("child", "tool-server"),
            entry("callCount", 42));

    private static final Map<String, Object> ADMINISTRATION = Map.ofEntries(
            entry("publicKey", "pk-of-6d1f0c7a52b94e38"),
            entry("secret", "sk-of-shown-only-once"),
            entry("scopes", "read"),
            entry("withKey", true),
            entry("openId", false),
            entry("mayAdminister", true),
            entry("parameter", "from"),
            entry("title", "Bad Request"),
            entry("detail", "from must be a date such as 2026-11-01"));

    private static final Map<String, Object> OF_ONE_TYPE = Map.ofEntries(entry("Metric.type", "gauge"));

    private static final Map<String, Object> BY_NAME = Stream.of(
                    WHO_AND_WHAT, FIGURES, COSTS, COMPARISONS, SIGNALS, JAEGER, ADMINISTRATION)
            .flatMap(group -> group.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().forEach((type, schema) -> {
            if (schema.getProperties() != null) {
                schema.getProperties().forEach((field, property) -> complete(type, field, property));
            }
        });
    }

    /** What refers to another type, or may be any JSON, has its examples there or none. */
    private static void complete(String type, String field, Schema property) {
        Schema value = property.getItems() == null ? property : property.getItems();
        Object example = example(type, field);
        if (example != null && isScalar(value) && value.getExamples() == null) {
            value.setExamples(List.of(example));
        }
    }

    private static boolean isScalar(Schema schema) {
        return schema.getType() != null && !Collections.disjoint(schema.getType(), SCALARS);
    }

    private static @Nullable Object example(String type, String field) {
        return OF_ONE_TYPE.getOrDefault(type + "." + field, BY_NAME.get(field));
    }
}
