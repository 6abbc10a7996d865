package io.observabilityfactory.ingest.receive.http;

import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.service.access.ChecksAccessItself;
import jakarta.ws.rs.Path;

/** The same under the path that Langfuse's clients send to. */
@Path("/api/public/otel/v1")
@ChecksAccessItself
public class LangfuseOtlpHttpResource extends OtlpHttpResource {

    LangfuseOtlpHttpResource(OtlpIngest ingest) {
        super(ingest);
    }
}
