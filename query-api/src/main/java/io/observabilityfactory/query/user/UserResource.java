package io.observabilityfactory.query.user;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.UnknownName;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/users")
@Tag(name = "Users and sessions")
@Produces({MediaType.APPLICATION_JSON, Page.CSV})
final class UserResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(30);
    private static final String BY_NAME = "name";
    private static final String BY_COST = "cost";

    private static final String USERS = """
            select name, sum(calls)::bigint as calls, sum(errors)::bigint as errors, sum(tokens)::bigint as tokens,
                   sum(cost_usd) as cost_usd, sum(unpriced_tokens)::bigint as unpriced_tokens, max(bucket_start) as last_hour
            from usage_user_hour
            where project_id = $1 and facet = 'user' and bucket_start >= $2 and bucket_start < $3
              and ($4::text is null or name > $4)
            group by name
            having sum(calls) > 0 or sum(tokens) > 0
            order by %s
            limit $5""";

    private static final String NAMED_FIRST = USERS.formatted("name");
    private static final String DEAREST_FIRST = USERS.formatted("sum(cost_usd) desc, sum(tokens) desc, name");

    private final ProjectDatabase database;
    private final QueryConfig config;

    UserResource(ProjectDatabase database, QueryConfig config) {
        this.database = database;
        this.config = config;
    }

    @GET
    @Operation(
            summary = "Users, and what was done for them",
            description =
                    "By default of the last 30 days; a range is widened to whole hours. By name they come in pages; by cost as"
                            + " many as limit says and no more, as who costs more changes from page to page.")
    public Uni<Page<User>> users(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @Parameter(description = "name or cost", example = "cost") @RestQuery @Nullable String sort,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        TimeRange range = TimeRange.parse(from, to, BY_DEFAULT, Instant.now())
                .inWholeHours()
                .requireAtMost(config.maxReportDays());
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        if (sort == null || sort.equals(BY_NAME)) {
            return read(NAMED_FIRST, range, page.after().map(key -> key.text(0)).orElse(null), page.rowsToRead())
                    .map(users -> page.page(users, user -> PageKey.of(UnknownName.stored(user.user()))));
        }
        if (!sort.equals(BY_COST)) {
            throw ProblemException.invalid("sort", "name or cost");
        }
        return read(DEAREST_FIRST, range, null, page.limit()).map(Page::ofAll);
    }

    private Uni<List<User>> read(String sql, TimeRange range, @Nullable String after, int most) {
        return database.query(sql, range.fromUtc(), range.toUtc(), after, most)
                .map(rows -> rows.stream().map((Row row) -> User.from(row)).toList());
    }
}
