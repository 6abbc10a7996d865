package io.observabilityfactory.model.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that may end anywhere: exporters cut long attributes. What is open at the end is closed; a text that was cut
 * keeps its beginning, while a number or a word that touches the end is left out, as what it was cannot be known.
 */
public final class LenientJson {

    /** Deeper values are read as if the text ended there. */
    private static final int DEEPEST = 64;

    /** Longer or exponential numbers are only as exact as a double, so that none of them is expensive to calculate with. */
    private static final int LONGEST_EXACT_NUMBER = 40;

    private final String text;
    private int position;
    private boolean complete = true;

    private LenientJson(String text) {
        this.text = text;
    }

    /**
     * @param value a {@link Map}, {@link List}, {@link String}, {@link Number}, {@link Boolean} or {@code null}
     * @param complete whether all of the text was read
     */
    public record Parsed(@Nullable Object value, boolean complete) {}

    /** {@code null} when the text is no JSON, or nothing of it is left. */
    public static @Nullable Parsed parse(String text) {
        LenientJson json = new LenientJson(text);
        json.skipSpace();
        if (json.atEnd() || !json.beginsValue(text.charAt(json.position))) {
            return null;
        }
        Object value = json.value(0);
        json.skipSpace();
        boolean readAll = json.complete && json.atEnd();
        return value == null && !readAll ? null : new Parsed(value, readAll);
    }

    /** Whether the text begins as an object or an array does. */
    public static boolean isDocument(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isSpace(c)) {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    private boolean beginsValue(char c) {
        return c == '{' || c == '[' || c == '"' || c == '-' || isDigit(c) || startsWithWord();
    }

    private boolean startsWithWord() {
        return text.startsWith("true", position)
                || text.startsWith("false", position)
                || text.startsWith("null", position);
    }

    private @Nullable Object value(int depth) {
        skipSpace();
        if (atEnd() || depth > DEEPEST) {
            return stop();
        }
        char c = text.charAt(position);
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true, depth);
            case 'f' -> word("false", false, depth);
            case 'n' -> word("null", null, depth);
            default -> c == '-' || isDigit(c) ? number(depth) : stop();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        position++;
        if (closes('}')) {
            return object;
        }
        while (complete) {
            skipSpace();
            if (atEnd() || text.charAt(position) != '"') {
                stop();
                break;
            }
            String key = string();
            if (!complete || !follows(':')) {
                stop();
                break;
            }
            Object value = value(depth + 1);
            if (complete || value != null) {
                object.put(key, value);
            }
            if (!complete || closes('}') || !continues()) {
                break;
            }
        }
        return object;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        position++;
        if (closes(']')) {
            return array;
        }
        while (complete) {
            Object value = value(depth + 1);
            if (complete || value != null) {
                array.add(value);
            }
            if (!complete || closes(']') || !continues()) {
                break;
            }
        }
        return array;
    }

    private boolean closes(char end) {
        return follows(end);
    }

    private boolean continues() {
        if (follows(',')) {
            return true;
        }
        stop();
        return false;
    }

    private boolean follows(char expected) {
        skipSpace();
        if (atEnd() || text.charAt(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    private String string() {
        int start = ++position;
        StringBuilder unescaped = null;
        while (!atEnd()) {
            char c = text.charAt(position);
            if (c == '"') {
                String plain = text.substring(start, position++);
                return unescaped == null ? plain : unescaped.append(plain).toString();
            }
            if (c == '\\') {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, start, position);
                position++;
                if (!escape(unescaped)) {
                    start = text.length();
                    break;
                }
                start = position;
            } else {
                position++;
            }
        }
        stop();
        String rest = text.substring(start);
        return unescaped == null ? rest : unescaped.append(rest).toString();
    }

    /** Whether the escape was read; it is not when the text ends within it. */
    private boolean escape(StringBuilder into) {
        if (atEnd()) {
            return false;
        }
        char c = text.charAt(position++);
        switch (c) {
            case 'n' -> into.append('\n');
            case 't' -> into.append('\t');
            case 'r' -> into.append('\r');
            case 'b' -> into.append('\b');
            case 'f' -> into.append('\f');
            case 'u' -> {
                return unicode(into);
            }
            default -> into.append(c);
        }
        return true;
    }

    private boolean unicode(StringBuilder into) {
        if (position + 4 > text.length()) {
            return false;
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(position + i), 16);
            if (digit < 0) {
                return false;
            }
            code = code * 16 + digit;
        }
        into.append((char) code);
        position += 4;
        return true;
    }

    private @Nullable Object word(String word, @Nullable Object value, int depth) {
        if (!text.startsWith(word, position)) {
            return stop();
        }
        position += word.length();
        return depth > 0 && atEnd() ? stop() : value;
    }

    private @Nullable Object number(int depth) {
        int start = position;
        boolean integral = true;
        boolean exponential = false;
        while (!atEnd() && isPartOfNumber(text.charAt(position))) {
            char c = text.charAt(position++);
            integral &= c == '-' || isDigit(c);
            exponential |= c == 'e' || c == 'E';
        }
        if (depth > 0 && atEnd()) {
            return stop();
        }
        String digits = text.substring(start, position);
        try {
            if (digits.length() > LONGEST_EXACT_NUMBER || exponential) {
                return finiteOrNull(Double.parseDouble(digits));
            }
            return integral && digits.length() < 19 ? Long.valueOf(digits) : new BigDecimal(digits);
        } catch (NumberFormatException e) {
            // Not a number after all, 1-2 for instance: as if the text ended before it.
            return stop();
        }
    }

    private @Nullable Object finiteOrNull(double number) {
        return Double.isFinite(number) ? (Object) number : null;
    }

    private @Nullable Object stop() {
        complete = false;
        position = text.length();
        return null;
    }

    private void skipSpace() {
        while (!atEnd() && isSpace(text.charAt(position))) {
            position++;
        }
    }

    private boolean atEnd() {
        return position >= text.length();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPartOfNumber(char c) {
        return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }
}
