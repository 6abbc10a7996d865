package io.observabilityfactory.sdk.logging;

import java.io.PrintStream;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Writes each record at once, as a whole. */
final class StreamHandler extends Handler {

    private final PrintStream stream;

    StreamHandler(PrintStream stream, Formatter formatter) {
        this.stream = stream;
        setFormatter(formatter);
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            try {
                stream.print(getFormatter().format(record));
            } catch (RuntimeException e) {
                reportError(null, e, ErrorManager.FORMAT_FAILURE);
            }
        }
    }

    @Override
    public void flush() {
        stream.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
