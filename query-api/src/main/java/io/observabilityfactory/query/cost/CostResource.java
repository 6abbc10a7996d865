package io.observabilityfactory.query.cost;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/costs")
@Produces({MediaType.APPLICATION_JSON, Page.CSV})
final class CostResource {

    private static final Duration BREAKDOWN_BY_DEFAULT = Duration.ofDays(30);

    private final UsageQueries usage;
    private final QueryConfig config;

    CostResource(UsageQueries usage, QueryConfig config) {
        this.usage = usage;
        this.config = config;
    }

    @GET
    @Path("report")
    @Operation(
            summary = "Spending between two dates, both included, by day and by group",
            description = "As CSV a line for each day.")
    public Uni<CostReport> report(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String timeZone,
            @RestQuery @Nullable String groupBy) {
        ReportDays days = ReportDays.parse(from, to, timeZone).requireAtMost(config.maxReportDays());
        Dimension dimension = Dimension.parse("groupBy", groupBy);
        return usage.of(days, dimension).chain(totals -> forecast(days, totals)
                .map(forecast -> CostReport.of(days, dimension, totals, forecast.orElse(null))));
    }

    private Uni<Optional<MonthForecast>> forecast(ReportDays report, UsageTotals reported) {
        LocalDate today = LocalDate.now(report.zone());
        if (!MonthForecast.concerns(report, today)) {
            return Uni.createFrom().item(Optional.empty());
        }
        ReportDays needed = MonthForecast.needs(report, today);
        Uni<Map<LocalDate, BigDecimal>> spent = report.contains(needed)
                ? Uni.createFrom().item(reported.pricedByDate(report))
                : usage.of(needed, Dimension.AGENT).map(totals -> totals.pricedByDate(needed));
        return spent.map(byDate -> Optional.of(MonthForecast.of(today, byDate)));
    }

    @GET
    @Path("breakdown")
    @Operation(
            summary = "Shares of the spending, by default of the last 30 days",
            description = "As CSV a line for each group.")
    public Uni<CostBreakdown> breakdown(
            @RestQuery @Nullable String from, @RestQuery @Nullable String to, @RestQuery @Nullable String by) {
        TimeRange range =
                TimeRange.parse(from, to, BREAKDOWN_BY_DEFAULT, Instant.now()).requireAtMost(config.maxReportDays());
        Dimension dimension = Dimension.parse("by", by);
        return usage.of(range, dimension).map(totals -> CostBreakdown.of(range, dimension, totals));
    }
}
