package io.observabilityfactory.ingest.forward;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one request carries.
 *
 * @param spans may be none, when all of them are gone from the store
 * @param resources the attributes of what sent the spans, by hash
 * @param end the cursor once the spans are taken
 * @param gone spans that were stored once and are not there any more
 */
record Chunk(List<StoredSpan> spans, Map<ByteString, List<KeyValue>> resources, Cursor end, long gone) {

    ExportTraceServiceRequest request() {
        Map<ByteString, ResourceSpans.Builder> byResource = new LinkedHashMap<>();
        Map<StoredSpan.Source, ScopeSpans.Builder> bySource = new LinkedHashMap<>();
        for (StoredSpan span : spans) {
            bySource.computeIfAbsent(span.source(), source -> byResource
                            .computeIfAbsent(source.resourceHash(), this::resourceSpans)
                            .addScopeSpansBuilder()
                            .setScope(scope(source)))
                    .addSpans(span.span());
        }
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        byResource.values().forEach(request::addResourceSpans);
        return request.build();
    }

    private ResourceSpans.Builder resourceSpans(ByteString hash) {
        return ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(resources.getOrDefault(hash, List.of())));
    }

    private static InstrumentationScope scope(StoredSpan.Source source) {
        String attributes = source.scopeAttributes();
        return InstrumentationScope.newBuilder()
                .setName(source.scopeName())
                .setVersion(source.scopeVersion())
                .addAllAttributes(attributes == null ? List.of() : StoredJson.attributes(attributes))
                .build();
    }
}
