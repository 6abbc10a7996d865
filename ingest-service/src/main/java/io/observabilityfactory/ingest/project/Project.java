package io.observabilityfactory.ingest.project;

import io.observabilityfactory.ingest.privacy.PrivacyRules;

/** A tenant, and what it wants kept of what is sent. */
public record Project(int projectId, String name, PrivacyRules privacy) {}
