package io.observabilityfactory.cost.pricing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.model.price.PriceVersion;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes the prices that this service ships, and then those of whoever runs it, into the database: versions that are not there, and corrections of those that
 * say something else. A file is taken in once; one that was corrected has another checksum.
 */
@ApplicationScoped
public class CatalogueImport {

    private static final Logger LOG = Logger.getLogger(CatalogueImport.class);

    private static final String KNOWN = "select 1 from price_import where file = $1 and checksum = $2";
    private static final String DONE =
            "insert into price_import (file, checksum, versions, corrections) values ($1, $2, $3, $4)";

    private final Pool pool;
    private final PriceTable table;
    private final List<CatalogueFile> files;
    private volatile boolean done;

    CatalogueImport(Pool pool, ObjectMapper json, CostConfig config) {
        this.pool = pool;
        this.table = new PriceTable(json);
        this.files = files(json, config);
    }

    private static List<CatalogueFile> files(ObjectMapper json, CostConfig config) {
        List<CatalogueFile> files = new ArrayList<>(CatalogueFile.all(json));
        files.addAll(CatalogueFile.configured(config.catalogueFiles().orElse(List.of()), List.copyOf(files), json));
        return files;
    }

    /** Files that cannot be read keep the service from starting. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("%d files of prices", files.size());
    }

    /** Once in the life of a process; it is tried again until it succeeds. */
    public Uni<Void> ensureDone() {
        if (done) {
            return Uni.createFrom().voidItem();
        }
        return takeIn(files).invoke(() -> done = true);
    }

    Uni<Void> takeIn(List<CatalogueFile> files) {
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(this::takeIn)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> takeIn(CatalogueFile file) {
        return isKnown(pool.preparedQuery(KNOWN), file)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : pool.withTransaction(transaction -> takeIn(transaction, file)));
    }

    private static Uni<Boolean> isKnown(PreparedQuery<RowSet<Row>> query, CatalogueFile file) {
        return query.execute(Tuple.of(file.name(), file.checksum())).map(rows -> rows.size() > 0);
    }

    /** Another process may have been faster. */
    private Uni<Void> takeIn(SqlConnection transaction, CatalogueFile file) {
        return table.lockToAdd(transaction)
                .chain(() -> isKnown(transaction.preparedQuery(KNOWN), file))
                .chain(known -> known ? Uni.createFrom().voidItem() : add(transaction, file));
    }

    private Uni<Void> add(SqlConnection transaction, CatalogueFile file) {
        return table.all(transaction).chain(there -> add(transaction, file, there));
    }

    private Uni<Void> add(SqlConnection transaction, CatalogueFile file, List<PriceVersion> there) {
        CatalogueChanges changes = CatalogueChanges.between(there, file.versions());
        return table.add(transaction, changes.additions())
                .chain(() -> transaction
                        .preparedQuery(DONE)
                        .execute(Tuple.of(
                                file.name(),
                                file.checksum(),
                                changes.additions().size(),
                                changes.corrections())))
                .invoke(() -> LOG.infof(
                        "Catalogue file %s was taken in: %d versions, %d of them corrections",
                        file.name(), changes.additions().size(), changes.corrections()))
                .replaceWithVoid();
    }
}
