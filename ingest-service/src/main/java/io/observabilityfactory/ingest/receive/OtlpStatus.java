package io.observabilityfactory.ingest.receive;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.observabilityfactory.ingest.IngestException;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import io.observabilityfactory.ingest.IngestException.Retryable;
import io.observabilityfactory.ingest.IngestException.Undecodable;

/** Failures as OTLP tells them to clients: the same status over gRPC and in the body over HTTP. */
public final class OtlpStatus {

    private OtlpStatus() {}

    public static Status of(Throwable failure) {
        Status.Builder status = Status.newBuilder().setCode(code(failure).getNumber());
        if (failure instanceof IngestException known) {
            status.setMessage(known.getMessage());
        } else {
            status.setMessage("Internal error; the log of ingest-service tells more");
        }
        if (failure instanceof Retryable retryable) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder()
                            .setSeconds(retryable.retryAfter().toSeconds()))
                    .build()));
        }
        return status.build();
    }

    private static Code code(Throwable failure) {
        if (failure instanceof Undecodable) {
            return Code.INVALID_ARGUMENT;
        }
        if (failure instanceof Overloaded) {
            return Code.RESOURCE_EXHAUSTED;
        }
        return failure instanceof Retryable ? Code.UNAVAILABLE : Code.INTERNAL;
    }
}
