package io.observabilityfactory.alert.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.service.address.TargetUri;
import io.observabilityfactory.service.problem.ProblemException;
import io.observabilityfactory.service.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where channels are kept. Their secrets leave this package only to be sent to where they belong. */
@ApplicationScoped
class Channels {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String COLUMNS =
            "channel_id, name, type, settings::text as settings, secrets, receives::text as receives, enabled, created_at,"
                    + " not_before";

    private static final String INSERT = """
            insert into alert_channel (project_id, name, type, settings, secrets, receives, enabled)
            select $1, $2, $3, $4::text::jsonb, $5, $6::text::jsonb, $7
            where (select count(*) from alert_channel where project_id = $1) < $8
            returning %s""".formatted(COLUMNS);

    private static final String UPDATE = """
            update alert_channel
            set name = $3, settings = $4::text::jsonb, secrets = $5, receives = $6::text::jsonb, enabled = $7,
                version = version + 1, not_before = null
            where project_id = $1 and channel_id = $2
            returning %s""".formatted(COLUMNS);

    private static final String ONE =
            "select " + COLUMNS + " from alert_channel where project_id = $1 and channel_id = $2";

    private static final String LIST = "select " + COLUMNS
            + " from alert_channel where project_id = $1 and channel_id > $2 order by channel_id limit $3";

    /** One that a rule names has to stay: its alerts would reach nobody. */
    private static final String DELETE = """
            delete from alert_channel c
            where c.project_id = $1 and c.channel_id = $2
              and not exists (select 1 from alert_rule r
                              where r.project_id = c.project_id and r.settings -> 'channels' ? c.name)""";

    private static final String RENAMED_IN_USE = """
            select 1 from alert_channel c
            join alert_rule r on r.project_id = c.project_id and r.settings -> 'channels' ? c.name
            where c.project_id = $1 and c.channel_id = $2 and c.name <> $3 limit 1""";

    private final Pool database;
    private final SecretBox box;
    private final ObjectMapper json;
    private final int mostChannels;

    Channels(Pool database, SecretBox box, ObjectMapper json, AlertConfig config) {
        this.database = database;
        this.box = box;
        this.json = json;
        this.mostChannels = config.limits().channels();
    }

    Uni<ChannelView> create(int projectId, ChannelSettings settings) {
        requireUrl(settings, settings.secrets());
        Tuple values = Tuple.from(List.of(projectId, settings.name(), settings.type(), write(settings.open())))
                .addValue(closed(projectId, settings.channelType(), settings.secrets()))
                .addValue(write(settings.receives()))
                .addValue(settings.enabled())
                .addValue(mostChannels);
        return database.preparedQuery(INSERT)
                .execute(values)
                .onFailure(Channels::isTaken)
                .transform(e -> nameTaken(settings))
                .map(rows -> view(first(rows).orElseThrow(this::tooMany)));
    }

    private ProblemException tooMany() {
        return ProblemException.conflict(
                "name", "the project has " + mostChannels + " channels already, the most it may have", null);
    }

    Uni<ChannelView> replace(int projectId, long id, ChannelSettings settings) {
        return database.withTransaction(transaction -> requireNameFree(transaction, projectId, id, settings.name())
                .chain(() -> one(transaction, projectId, id))
                .chain(row -> replace(transaction, projectId, row, settings)));
    }

    private Uni<ChannelView> replace(SqlConnection transaction, int projectId, Row before, ChannelSettings settings) {
        if (!before.getString("type").equals(settings.type())) {
            throw ProblemException.invalid("type", before.getString("type") + ", as it was; make another channel");
        }
        Secrets known = secrets(projectId, before);
        Secrets secrets = new Secrets(
                settings.url() == null ? known.url() : settings.url(),
                settings.signingSecret() == null ? known.signingSecret() : settings.signingSecret(),
                settings.headers() == null ? known.headers() : settings.headers());
        requireSameHost(settings, known);
        requireUrl(settings, secrets);
        OpenSettings open = settings.open().withTarget(secrets.url() == null ? null : TargetUri.shown(secrets.url()));
        Tuple values = Tuple.from(List.of(projectId, before.getLong("channel_id"), settings.name(), write(open)))
                .addValue(closed(projectId, settings.channelType(), secrets))
                .addValue(write(settings.receives()))
                .addValue(settings.enabled());
        return transaction
                .preparedQuery(UPDATE)
                .execute(values)
                .onFailure(Channels::isTaken)
                .transform(e -> nameTaken(settings))
                .map(rows -> view(rows.iterator().next()));
    }

    /** Credentials that nobody can read must not be sent elsewhere by whoever changes the address only. */
    private static void requireSameHost(ChannelSettings settings, Secrets known) {
        boolean moved = settings.url() != null
                && known.url() != null
                && !TargetUri.shown(settings.url()).equals(TargetUri.shown(known.url()));
        boolean keepsHeaders = settings.headers() == null && !known.headers().isEmpty();
        if (moved && keepsHeaders) {
            throw ProblemException.invalid("headers", "given anew when the address is another one");
        }
    }

    private static void requireUrl(ChannelSettings settings, Secrets secrets) {
        if (settings.channelType().hasUrl() && secrets.url() == null) {
            throw ProblemException.invalid("url", "an address that begins with https:// or http://");
        }
    }

    private static Uni<Void> requireNameFree(SqlConnection transaction, int projectId, long id, String name) {
        return transaction
                .preparedQuery(RENAMED_IN_USE)
                .execute(Tuple.of(projectId, id, name))
                .invoke(rows -> {
                    if (rows.size() > 0) {
                        throw ProblemException.conflict("name", "rules name this channel; change them first", null);
                    }
                })
                .replaceWithVoid();
    }

    Uni<ChannelView> view(int projectId, long id) {
        return database.withConnection(connection -> one(connection, projectId, id))
                .map(this::view);
    }

    Uni<List<ChannelView>> list(int projectId, long after, int most) {
        return database.preparedQuery(LIST)
                .execute(Tuple.of(projectId, after, most))
                .map(rows -> rows.stream().map(this::view).toList());
    }

    /** With its secrets, to be sent to. */
    Uni<Channel> open(int projectId, long id) {
        return database.withConnection(connection -> one(connection, projectId, id))
                .map(row -> new Channel(
                        projectId,
                        row.getLong("channel_id"),
                        row.getString("name"),
                        ChannelType.ofCode(row.getString("type")).orElseThrow(),
                        read(row.getString("settings"), new TypeReference<OpenSettings>() {}),
                        secrets(projectId, row)));
    }

    Uni<Void> remove(int projectId, long id) {
        return database.withTransaction(transaction -> one(transaction, projectId, id)
                .chain(() -> transaction.preparedQuery(DELETE).execute(Tuple.of(projectId, id)))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw ProblemException.conflict("id", "rules name this channel; change them first", null);
                    }
                })
                .replaceWithVoid());
    }

    private static Uni<Row> one(SqlConnection connection, int projectId, long id) {
        return connection.preparedQuery(ONE).execute(Tuple.of(projectId, id)).map(rows -> first(rows)
                .orElseThrow(() -> ProblemException.notFound("There is no channel " + id + ".")));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }

    private ChannelView view(Row row) {
        return ChannelView.of(
                row,
                read(row.getString("settings"), new TypeReference<OpenSettings>() {}),
                read(row.getString("receives"), new TypeReference<List<Receives>>() {}));
    }

    private io.vertx.core.buffer.@Nullable Buffer closed(int projectId, ChannelType type, Secrets secrets) {
        if (secrets.equals(Secrets.NONE)) {
            return null;
        }
        if (!box.isUsable()) {
            throw ProblemException.unavailable(
                    "The service has no key to keep secrets with: its operator has to set"
                            + " observability-factory.alert.secret-key first.",
                    null);
        }
        return io.vertx.core.buffer.Buffer.buffer(box.close(write(secrets), place(projectId, type)));
    }

    private Secrets secrets(int projectId, Row row) {
        Buffer closed = row.getBuffer("secrets");
        ChannelType type = ChannelType.ofCode(row.getString("type")).orElseThrow();
        return closed == null
                ? Secrets.NONE
                : read(box.open(closed.getBytes(), place(projectId, type)), new TypeReference<Secrets>() {});
    }

    /** What a box is bound to. */
    static String place(int projectId, ChannelType type) {
        return "project " + projectId + " " + type.code();
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            // Without the cause, which would repeat what could not be read.
            throw new IllegalStateException("a channel as it is stored cannot be read");
        }
    }

    private String write(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a channel cannot be written");
        }
    }

    private static boolean isTaken(Throwable e) {
        return e instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private static ProblemException nameTaken(ChannelSettings settings) {
        return ProblemException.conflict("name", "there is a channel named '" + settings.name() + "' already", null);
    }
}
