package io.observabilityfactory.ingest.normalize;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import org.jspecify.annotations.Nullable;

/** What sent a record, alike for all signals. */
final class Sources {

    private Sources() {}

    static NormalizedResource resource(Resource resource, RecordRules rules) {
        Attributes attributes = Attributes.of(resource.getAttributesList());
        return NormalizedResource.of(
                new JsonText(rules).sortedAttributes(resource.getAttributesList()),
                StorableText.dimension(GenAiFields.SERVICE.in(attributes)),
                StorableText.dimension(GenAiFields.ENVIRONMENT.in(attributes)),
                StorableText.dimension(GenAiFields.SERVICE_VERSION.in(attributes)));
    }

    static NormalizedSource source(NormalizedResource resource, InstrumentationScope scope, RecordRules rules) {
        @Nullable
        String attributes = scope.getAttributesCount() == 0
                ? null
                : new JsonText(rules).sortedAttributes(scope.getAttributesList());
        return new NormalizedSource(resource, textOrNull(scope.getName()), textOrNull(scope.getVersion()), attributes);
    }

    /** Protobuf has no null: 0 is what was not sent. An unsigned number of 32 bits. */
    static @Nullable Long numberOrNull(int number) {
        return number == 0 ? null : Integer.toUnsignedLong(number);
    }

    /** Protobuf has no null: an empty text is an absent one. */
    static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : StorableText.dimension(StorableText.of(text));
    }
}
