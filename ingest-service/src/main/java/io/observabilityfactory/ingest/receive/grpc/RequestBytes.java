package io.observabilityfactory.ingest.receive.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param refusal why it was not read to its end: it is larger than allowed once it is decompressed
 */
record RequestBytes(byte[] bytes, @Nullable StatusRuntimeException refusal) {

    /** Were the refusal thrown here, gRPC would tell the client no more than that something is wrong. */
    static final class Marshaller implements MethodDescriptor.Marshaller<RequestBytes> {

        @Override
        public InputStream stream(RequestBytes request) {
            return new ByteArrayInputStream(request.bytes());
        }

        @Override
        public RequestBytes parse(InputStream stream) {
            try {
                return new RequestBytes(stream.readAllBytes(), null);
            } catch (StatusRuntimeException e) {
                return new RequestBytes(new byte[0], e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
