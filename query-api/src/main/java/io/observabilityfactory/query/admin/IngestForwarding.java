package io.observabilityfactory.query.admin;

import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/ingest{rest: (/.*)?}")
@Tag(name = "Ingest", description = "Privacy, retention and where spans are passed on to; ingest-service answers")
final class IngestForwarding extends Forwarding {

    IngestForwarding(Owners owners) {
        super(owners.ingestService());
    }
}
