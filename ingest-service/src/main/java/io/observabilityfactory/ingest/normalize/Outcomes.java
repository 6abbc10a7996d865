package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Outcome;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.ingest.privacy.Texts;
import io.observabilityfactory.model.trace.SpanStatus;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a span's operation ended. Some clients set the status, some only {@code error.type}, some send nothing but an
 * exception event: each of them is an error.
 */
final class Outcomes {

    private static final Pattern TIMEOUT =
            Pattern.compile("timeout|timed[ _-]?out|deadline[ _-]?exceeded|^(408|504)$", Pattern.CASE_INSENSITIVE);

    private static final int MESSAGE_LENGTH = 4_000;

    private Outcomes() {}

    static Outcome of(Span span, Attributes attributes, PrivacyRules privacy) {
        Optional<Attributes> exception = exceptionEvent(span);
        @Nullable String errorType = attributes.text(GenAiKeys.ERROR_TYPE);
        if (errorType == null) {
            errorType = exception.map(it -> it.text(GenAiKeys.EXCEPTION_TYPE)).orElse(null);
        }
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
                || errorType != null
                || exception.isPresent();
        if (!failed) {
            return new Outcome(okOrUnset(span), null, null, false);
        }
        @Nullable String message = message(span, exception);
        @Nullable String keptMessage = message == null ? null : privacy.text(Texts.beginning(message, MESSAGE_LENGTH));
        boolean timedOut = Stream.of(Optional.ofNullable(errorType), Optional.ofNullable(message))
                .flatMap(Optional::stream)
                .anyMatch(text -> TIMEOUT.matcher(text).find());
        return new Outcome(SpanStatus.ERROR, keptMessage, StorableText.dimension(errorType), timedOut);
    }

    private static SpanStatus okOrUnset(Span span) {
        return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_OK ? SpanStatus.OK : SpanStatus.UNSET;
    }

    private static @Nullable String message(Span span, Optional<Attributes> exception) {
        String message = span.getStatus().getMessage();
        return message.isEmpty()
                ? exception.map(it -> it.text(GenAiKeys.EXCEPTION_MESSAGE)).orElse(null)
                : StorableText.of(message);
    }

    private static Optional<Attributes> exceptionEvent(Span span) {
        return span.getEventsList().stream()
                .filter(event -> event.getName().equals("exception"))
                .map(event -> Attributes.of(event.getAttributesList()))
                .findFirst();
    }
}
