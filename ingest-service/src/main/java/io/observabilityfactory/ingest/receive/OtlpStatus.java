package io.observabilityfactory.ingest.receive;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.observabilityfactory.ingest.IngestException;
import io.observabilityfactory.ingest.IngestException.Forbidden;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import io.observabilityfactory.ingest.IngestException.Retryable;
import io.observabilityfactory.ingest.IngestException.TooLarge;
import io.observabilityfactory.ingest.IngestException.Unacceptable;
import io.observabilityfactory.ingest.IngestException.Unauthenticated;
import java.util.Map;
import org.jboss.logging.Logger;

/** Failures as OTLP tells them to clients: the same status over gRPC and in the body over HTTP. */
public final class OtlpStatus {

    private static final Logger LOG = Logger.getLogger(OtlpStatus.class);

    private static final Map<Class<? extends IngestException>, Code> CODES = Map.of(
            Unacceptable.class, Code.INVALID_ARGUMENT,
            Unauthenticated.class, Code.UNAUTHENTICATED,
            Forbidden.class, Code.PERMISSION_DENIED,
            TooLarge.class, Code.RESOURCE_EXHAUSTED,
            Overloaded.class, Code.RESOURCE_EXHAUSTED);

    private OtlpStatus() {}

    /** A failure that is none of ours is logged here, as the client is not told more than that there was one. */
    public static Status of(Throwable failure) {
        if (!(failure instanceof IngestException known)) {
            LOG.error("An export failed", failure);
            return Status.newBuilder()
                    .setCode(Code.INTERNAL_VALUE)
                    .setMessage("Internal error; the log of ingest-service tells more")
                    .build();
        }
        Code code = CODES.getOrDefault(known.getClass(), Code.UNAVAILABLE);
        Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(known.getMessage());
        if (failure instanceof Retryable retryable) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder()
                            .setSeconds(retryable.retryAfter().toSeconds()))
                    .build()));
        }
        return status.build();
    }
}
