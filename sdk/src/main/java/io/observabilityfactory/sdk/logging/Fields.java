package io.observabilityfactory.sdk.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** What a log record says. */
final class Fields {

    private Fields() {}

    /** The message with its parameters put in. A broken pattern is shown as it is. */
    static String message(LogRecord record) {
        String pattern = localized(record);
        Object[] parameters = record.getParameters();
        if (parameters == null || parameters.length == 0 || pattern.indexOf('{') < 0) {
            return pattern;
        }
        try {
            return MessageFormat.format(pattern, parameters);
        } catch (IllegalArgumentException e) {
            return pattern;
        }
    }

    private static String localized(LogRecord record) {
        String message = record.getMessage() == null ? "" : record.getMessage();
        ResourceBundle bundle = record.getResourceBundle();
        if (bundle == null) {
            return message;
        }
        try {
            return bundle.getString(message);
        } catch (MissingResourceException | ClassCastException e) {
            return message;
        }
    }

    /** The entries of parameters that are maps. */
    static Map<String, @Nullable Object> of(LogRecord record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Object[] parameters = record.getParameters();
        if (parameters != null) {
            for (Object parameter : parameters) {
                if (parameter instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> fields.put(String.valueOf(key), value));
                }
            }
        }
        return fields;
    }

    static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
