package io.observabilityfactory.alert.silence;

import java.time.Instant;
import java.util.Map;

/** A silence as the API shows it. */
record SilenceView(
        long id,
        Map<String, String> labels,
        Instant startsAt,
        Instant endsAt,
        String comment,
        String createdBy,
        Instant createdAt) {}
