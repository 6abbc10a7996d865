package io.observabilityfactory.sdk.logging;

import io.observabilityfactory.sdk.config.ObservabilityConfig.LogFormat;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogLevel;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogOutput;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Logging;
import io.opentelemetry.api.logs.LoggerProvider;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes this process' log records structured. Integrations install it when the configuration has a section {@code logging}.
 *
 * <pre>{@code
 * Logger log = Logger.getLogger("agents.math");
 * log.log(Level.INFO, "epoch finished", Map.of("epoch", 3, "loss", 0.12));
 *
 * {"timestamp":"2026-11-27T10:15:30.123Z","level":"INFO","logger":"agents.math","message":"epoch finished",
 *  "thread":"main","trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331","epoch":3,"loss":0.12}
 * }</pre>
 *
 * A parameter that is a {@link java.util.Map} becomes fields of the record.
 */
public final class StructuredLogging implements AutoCloseable {

    private final Logger root = LogManager.getLogManager().getLogger("");
    private final @Nullable Level levelBefore = root.getLevel();
    private final List<Handler> replaced = new ArrayList<>();
    private final List<Handler> installed = new ArrayList<>();

    private StructuredLogging() {}

    /**
     * Writes records in place of the console handlers, and sends them, until it is closed.
     *
     * @param provider to send with; {@link LoggerProvider#noop()} for writing only
     */
    public static StructuredLogging install(Logging logging, LoggerProvider provider) {
        return install(logging, provider, logging.output() == LogOutput.STDOUT ? System.out : System.err);
    }

    static StructuredLogging install(Logging logging, LoggerProvider provider, PrintStream stream) {
        StructuredLogging structured = new StructuredLogging();
        Level level = level(logging.level());
        structured.replaceConsole();
        if (logging.format() == LogFormat.JSON) {
            structured.add(new StreamHandler(stream, new JsonLines()), level);
        } else {
            structured.add(new StreamHandler(stream, new TextLines()), level);
        }
        structured.add(new OtlpHandler(provider), level);
        structured.root.setLevel(level);
        return structured;
    }

    private void replaceConsole() {
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                replaced.add(handler);
                root.removeHandler(handler);
            }
        }
    }

    private void add(Handler handler, Level level) {
        handler.setLevel(level);
        installed.add(handler);
        root.addHandler(handler);
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARN, WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
        };
    }

    /** Everything is as it was before. */
    @Override
    public void close() {
        installed.forEach(root::removeHandler);
        replaced.forEach(root::addHandler);
        root.setLevel(levelBefore);
    }
}
