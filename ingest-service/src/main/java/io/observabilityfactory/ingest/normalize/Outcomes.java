package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Outcome;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.ingest.privacy.Texts;
import io.observabilityfactory.model.trace.SpanStatus;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a span's operation ended. Some clients set the status, some only {@code error.type}, some send nothing but an
 * exception event: each of them is an error.
 */
final class Outcomes {

    /** In the type or in the message; the codes only where they are what the text is about. */
    private static final Pattern TIMEOUT = Pattern.compile(
            "timeout|timed[ _-]?out|deadline[ _-]?exceeded|^(408|504)\\b|\\b(code|status|http)\\W{0,3}(408|504)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final String ERROR_LEVEL = "ERROR";
    private static final int MESSAGE_LENGTH = 4_000;

    private Outcomes() {}

    static Outcome of(Span span, Attributes attributes, PrivacyRules privacy) {
        Optional<Attributes> exception = exceptionEvent(span);
        @Nullable String errorType = GenAiFields.ERROR_TYPE.in(attributes);
        if (errorType == null) {
            errorType = exception.map(GenAiFields.EXCEPTION_TYPE::in).orElse(null);
        }
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
                || errorType != null
                || exception.isPresent()
                || isErrorLevel(attributes);
        if (!failed) {
            return new Outcome(okOrUnset(span), null, null, false);
        }
        @Nullable String message = message(span, attributes, exception);
        return new Outcome(
                SpanStatus.ERROR,
                message == null ? null : privacy.text(message),
                StorableText.dimension(errorType),
                namesTimeout(errorType) || namesTimeout(message));
    }

    private static boolean isErrorLevel(Attributes attributes) {
        return ERROR_LEVEL.equalsIgnoreCase(GenAiFields.OBSERVATION_LEVEL.in(attributes));
    }

    private static boolean namesTimeout(@Nullable String text) {
        return text != null && TIMEOUT.matcher(text).find();
    }

    private static SpanStatus okOrUnset(Span span) {
        return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_OK ? SpanStatus.OK : SpanStatus.UNSET;
    }

    private static @Nullable String message(Span span, Attributes attributes, Optional<Attributes> exception) {
        String message = span.getStatus().getMessage();
        @Nullable
        String found = message.isEmpty()
                ? exception
                        .map(GenAiFields.EXCEPTION_MESSAGE::in)
                        .orElseGet(() -> GenAiFields.OBSERVATION_MESSAGE.in(attributes))
                : StorableText.of(message);
        return found == null ? null : Texts.beginning(found, MESSAGE_LENGTH);
    }

    private static Optional<Attributes> exceptionEvent(Span span) {
        for (Span.Event event : span.getEventsList()) {
            if (event.getName().equals("exception")) {
                return Optional.of(Attributes.of(event.getAttributesList()));
            }
        }
        return Optional.empty();
    }
}
