package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.message.Fact;
import io.observabilityfactory.alert.page.Page;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/alerts/channels")
class ChannelResource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CurrentProject project;
    private final Channels channels;
    private final Senders senders;

    ChannelResource(CurrentProject project, Channels channels, Senders senders) {
        this.project = project;
        this.channels = channels;
        this.senders = senders;
    }

    @POST
    public Uni<RestResponse<ChannelView>> create(@Nullable ChannelSettings body) {
        return channels.create(project.id(), required(body)).map(ChannelResource::created);
    }

    @GET
    public Uni<Page<ChannelView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit, 0);
        return channels.list(project.id(), page.after(), page.rows()).map(read -> Page.of(read, page, ChannelView::id));
    }

    @GET
    @Path("/{id}")
    public Uni<ChannelView> get(long id) {
        return channels.view(project.id(), id);
    }

    @PUT
    @Path("/{id}")
    public Uni<ChannelView> replace(long id, @Nullable ChannelSettings body) {
        return channels.replace(project.id(), id, required(body));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(long id) {
        return channels.remove(project.id(), id);
    }

    /** Sends a message now, and answers with what the other side said. */
    @POST
    @Path("/{id}/test")
    @Blocking
    public TestReport test(long id) {
        Channel channel = channels.open(project.id(), id).await().atMost(PATIENCE);
        List<String> recipients = channel.open().recipients();
        long start = System.nanoTime();
        Outcome outcome = channel.type() == ChannelType.EMAIL
                ? senders.sendOnce(channel, sample(channel, recipients.get(0)))
                : senders.sendOnce(channel, sample(channel, null));
        return new TestReport(
                outcome instanceof Outcome.Delivered,
                outcome.detail(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private Delivery sample(Channel channel, @Nullable String recipient) {
        Instant now = Instant.now();
        AlertMessage message = new AlertMessage(
                MessageKind.TEST,
                Severity.WARNING,
                project.name(),
                "test",
                Map.of("rule", "test"),
                "Channel '" + channel.name() + "' works",
                List.of(new Fact("Channel", channel.name()), new Fact("Sent by", "the test button")),
                List.of(),
                null,
                null,
                "",
                now,
                now,
                now.plusSeconds(60),
                null,
                null);
        return new Delivery(UUID.randomUUID(), null, recipient, now, message, null);
    }

    private static ChannelSettings required(@Nullable ChannelSettings body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return body;
    }

    private static RestResponse<ChannelView> created(ChannelView channel) {
        return RestResponse.ResponseBuilder.<ChannelView>created(URI.create("/api/v1/alerts/channels/" + channel.id()))
                .entity(channel)
                .build();
    }
}
