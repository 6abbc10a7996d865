package io.observabilityfactory.ingest.receive.http;

import io.observabilityfactory.ingest.TraceIngest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code POST /v1/traces} with a protobuf body. */
@Path("/v1/traces")
@Consumes(TraceHttpResource.PROTOBUF)
@Produces(TraceHttpResource.PROTOBUF)
public class TraceHttpResource {

    static final String PROTOBUF = "application/x-protobuf";

    private final TraceIngest ingest;

    TraceHttpResource(TraceIngest ingest) {
        this.ingest = ingest;
    }

    @POST
    public Uni<byte[]> export(byte[] body) {
        return ingest.exportProtobuf(body).map(response -> response.toByteArray());
    }
}
