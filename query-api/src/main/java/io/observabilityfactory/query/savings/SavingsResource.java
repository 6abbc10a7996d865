package io.observabilityfactory.query.savings;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/savings")
@Tag(name = "Costs")
@Produces({MediaType.APPLICATION_JSON, Page.CSV})
final class SavingsResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(7);

    private final SavingsQueries queries;
    private final QueryConfig config;

    SavingsResource(SavingsQueries queries, QueryConfig config) {
        this.queries = queries;
        this.config = config;
    }

    @GET
    @Operation(
            summary = "What could be saved, with evidence",
            description =
                    "Failures and retries that were paid for, calls that asked what had been answered, prompts whose beginning"
                            + " could have been read from a cache, and calls that a cheaper model of the same agent would have answered"
                            + " no less reliably. Single calls are looked for among the dearest of the range, by default of the last"
                            + " 7 days.")
    public Uni<SavingsReport> savings(@RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        TimeRange range = TimeRange.parse(from, to, BY_DEFAULT, Instant.now()).requireAtMost(config.maxSavingsDays());
        return queries.dearestCalls(range).chain(calls -> queries.models(range)
                .map(models -> SavingsReport.of(range, calls, findings(calls, models))));
    }

    private static List<Finding> findings(List<ExaminedCall> calls, List<ModelUse> models) {
        return Stream.of(
                        PaidFailures.in(calls),
                        Repetitions.in(calls),
                        MissedCaching.in(calls),
                        CheaperModels.in(models, calls))
                .flatMap(List::stream)
                .toList();
    }
}
