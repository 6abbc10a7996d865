package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.cost.pricing.Prices;
import io.observabilityfactory.model.price.CallUsage;
import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostCalculator;
import io.observabilityfactory.model.price.ModelUse;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.access.OnlyReads;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call would cost, before it is made. */
@Path("/api/v1/prices/estimate")
class EstimateResource {

    private static final long MOST = 1_000_000_000_000L;

    private final CurrentProject project;
    private final Prices prices;
    private final Pool pool;

    EstimateResource(CurrentProject project, Prices prices, Pool pool) {
        this.project = project;
        this.prices = prices;
        this.pool = pool;
    }

    @POST
    @OnlyReads
    public Uni<ObjectNode> estimate(@Nullable JsonNode body) {
        JsonNode request = Requests.required(body);
        ModelUse use = use(request, project.id());
        CallUsage usage = usage(request.path("usage"));
        String serviceTier = text(request, "serviceTier");
        return pool.withTransaction(prices::current)
                .map(catalogue -> cost(catalogue, use, usage, serviceTier))
                .map(EstimateResource::view);
    }

    private static Cost cost(PriceCatalogue catalogue, ModelUse use, CallUsage usage, @Nullable String serviceTier) {
        return CostCalculator.cost(
                usage, catalogue.find(use), serviceTier == null ? null : serviceTier.toLowerCase(Locale.ROOT));
    }

    private static ObjectNode view(Cost cost) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("costUsd", cost.totalUsd());
        view.put("unpricedTokens", cost.unpricedTokens());
        view.setAll(PriceView.of(cost));
        view.put("sentence", cost.sentence());
        return view;
    }

    private static ModelUse use(JsonNode request, int projectId) {
        String model = text(request, "model");
        if (model == null) {
            throw ProblemException.invalid("model", "the name of a model");
        }
        String provider = text(request, "provider");
        return new ModelUse(
                projectId, provider == null ? null : provider.toLowerCase(Locale.ROOT), model, null, at(request));
    }

    private static Instant at(JsonNode request) {
        String at = text(request, "at");
        try {
            return at == null ? Instant.now() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid("at", "an instant, such as 2026-01-31T00:00:00Z");
        }
    }

    private static @Nullable String text(JsonNode request, String field) {
        JsonNode value = request.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw ProblemException.invalid(field, "a text");
        }
        return value.textValue().strip();
    }

    private static CallUsage usage(JsonNode json) {
        if (!json.isObject() || json.isEmpty()) {
            throw ProblemException.invalid(
                    "usage", "an object of quantities, {\"input\": 1000, \"output\": 100} for instance");
        }
        Map<PriceBucket, Long> quantities = new EnumMap<>(PriceBucket.class);
        json.fields().forEachRemaining(entry -> {
            String field = "usage." + entry.getKey();
            PriceBucket bucket = PriceBucket.ofKey(entry.getKey())
                    .filter(PriceBucket.chargeable()::contains)
                    .orElseThrow(() -> ProblemException.badParameter(field, "is not known"));
            JsonNode quantity = entry.getValue();
            if (!quantity.isIntegralNumber()
                    || !quantity.canConvertToLong()
                    || quantity.longValue() < 0
                    || quantity.longValue() > MOST) {
                throw ProblemException.invalid(field, "a whole number from 0 to " + MOST);
            }
            quantities.put(bucket, quantity.longValue());
        });
        return CallUsage.of(quantities);
    }
}
