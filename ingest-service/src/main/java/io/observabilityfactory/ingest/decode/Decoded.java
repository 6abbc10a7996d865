package io.observabilityfactory.ingest.decode;

import com.google.protobuf.Message;
import io.observabilityfactory.ingest.normalize.Rejection;
import java.util.List;

/**
 * A request as it could be read.
 *
 * @param unreadable the records that could not
 */
public record Decoded(Message request, List<Rejection> unreadable) {}
