package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.privacy.PrivacyRules;

/** What holds for the records of one export. */
public record RecordRules(AcceptedTimes times, RecordLimits limits, PrivacyRules privacy) {}
