package io.observabilityfactory.alert.silence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "alert_silence")
class SilenceEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "silence_id")
    private long id;

    /** As the partition key it is part of the condition of every update. */
    @PartitionKey
    @Column(name = "project_id", updatable = false)
    private int projectId;

    private String[] matchers = {};

    @Nullable
    @Column(name = "starts_at")
    private Instant startsAt;

    @Nullable
    @Column(name = "ends_at")
    private Instant endsAt;

    @Nullable
    private String comment;

    @Nullable
    @Column(name = "created_by")
    private String createdBy;

    @Nullable
    @CreationTimestamp
    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    protected SilenceEntity() {}

    static SilenceEntity of(int projectId, SilenceSettings settings) {
        SilenceEntity silence = new SilenceEntity();
        silence.projectId = projectId;
        silence.matchers = settings.matchers();
        silence.startsAt = settings.startsAt();
        silence.endsAt = settings.endsAt();
        silence.comment = settings.comment();
        silence.createdBy = settings.createdBy();
        return silence;
    }

    /** One that has not begun yet never will. */
    void endAt(Instant now) {
        Instant start = Objects.requireNonNull(startsAt);
        Instant end = Objects.requireNonNull(endsAt);
        if (start.isBefore(now) && end.isAfter(now)) {
            endsAt = now;
        }
    }

    boolean begins(Instant now) {
        return !Objects.requireNonNull(startsAt).isBefore(now);
    }

    SilenceView toView() {
        Map<String, String> labels = new TreeMap<>();
        for (String matcher : matchers) {
            int equals = matcher.indexOf('=');
            labels.put(matcher.substring(0, equals), matcher.substring(equals + 1));
        }
        return new SilenceView(
                id,
                labels,
                Objects.requireNonNull(startsAt),
                Objects.requireNonNull(endsAt),
                Objects.requireNonNull(comment),
                Objects.requireNonNull(createdBy),
                Objects.requireNonNull(createdAt));
    }
}
