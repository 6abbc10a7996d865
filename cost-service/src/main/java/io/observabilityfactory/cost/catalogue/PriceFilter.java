package io.observabilityfactory.cost.catalogue;

import io.observabilityfactory.service.problem.ProblemException;
import io.quarkus.panache.common.Parameters;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which price versions are listed. */
public class PriceFilter {

    private static final int MOST = 1_000;

    @QueryParam("provider")
    @Nullable
    String provider;

    /** Of the model's own name, not its aliases. */
    @QueryParam("model")
    @Nullable
    String model;

    /** Whether superseded versions are listed, too. */
    @QueryParam("superseded")
    @DefaultValue("false")
    boolean superseded;

    /** Whether only the project's own versions are listed. */
    @QueryParam("own")
    @DefaultValue("false")
    boolean own;

    @QueryParam("limit")
    @DefaultValue("100")
    int limit;

    @QueryParam("cursor")
    @DefaultValue("0")
    long cursor;

    /** One more than asked for is read, to know whether there are more. */
    int limit() {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.invalid("limit", "between 1 and " + MOST);
        }
        return limit;
    }

    String conditions() {
        return " and p.id > :cursor"
                + (provider == null ? "" : " and p.provider = :provider")
                + (model == null ? "" : " and p.model = :model")
                + (own ? " and p.projectId is not null" : "")
                + (superseded ? "" : " and not exists (select 1 from PriceEntity c where c.supersedes = p.id)");
    }

    Parameters parameters() {
        Parameters parameters = Parameters.with("cursor", cursor);
        if (provider != null) {
            parameters.and("provider", provider.strip().toLowerCase(Locale.ROOT));
        }
        if (model != null) {
            parameters.and("model", model.strip().toLowerCase(Locale.ROOT));
        }
        return parameters;
    }
}
