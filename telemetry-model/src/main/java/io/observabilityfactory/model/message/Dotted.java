package io.observabilityfactory.model.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A list that is spread over keys with numbers in them: {@code llm.input_messages.0.message.role}. The numbers may leave
 * gaps and come in any order; they are sorted as numbers.
 */
final class Dotted {

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 12;
    private static final int MOST_DIGITS = 6;

    private Dotted() {}

    /** @param prefix without the dot; the list is empty when no key begins with it and a number */
    static List<@Nullable Object> list(Map<?, ?> attributes, String prefix) {
        Map<Object, Object> root = new TreeMap<>();
        attributes.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.length() > prefix.length() + 1 && name.startsWith(prefix) && name.charAt(prefix.length()) == '.') {
                put(root, name.substring(prefix.length() + 1).split("\\."), value);
            }
        });
        return value(root) instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    /** Steps that are numbers sort before each other; the tree tells lists from objects by them. */
    private static void put(Map<Object, Object> root, String[] steps, @Nullable Object value) {
        if (steps.length > DEEPEST || value == null || number(steps[0]) < 0) {
            return;
        }
        Map<Object, Object> node = root;
        for (int i = 0; i < steps.length - 1; i++) {
            node = child(node, step(steps, i), step(steps, i + 1));
            if (node == null) {
                return;
            }
        }
        putValue(node, step(steps, steps.length - 1), value);
    }

    private static Object step(String[] steps, int index) {
        int number = number(steps[index]);
        return number < 0 ? steps[index] : Integer.valueOf(number);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<Object, Object> child(Map<Object, Object> node, Object step, Object next) {
        if (!fits(node, step)) {
            return null;
        }
        Object child = node.computeIfAbsent(
                step,
                s -> next instanceof Integer ? new TreeMap<Object, Object>() : new LinkedHashMap<Object, Object>());
        return child instanceof Map<?, ?> ? (Map<Object, Object>) child : null;
    }

    private static void putValue(Map<Object, Object> node, Object step, Object value) {
        if (fits(node, step)) {
            node.putIfAbsent(step, value);
        }
    }

    /** Lists take numbers only, and so many. */
    private static boolean fits(Map<Object, Object> node, Object step) {
        boolean isList = node instanceof TreeMap;
        return isList == step instanceof Integer && (!isList || node.size() < LONGEST || node.containsKey(step));
    }

    private static Object value(Object node) {
        if (node instanceof TreeMap<?, ?> list) {
            return list.values().stream().map(Dotted::value).toList();
        }
        if (node instanceof LinkedHashMap<?, ?> object) {
            Map<Object, Object> values = new LinkedHashMap<>();
            object.forEach((key, value) -> values.put(key, value(value)));
            return values;
        }
        return node;
    }

    private static int number(String step) {
        boolean isNumber =
                !step.isEmpty() && step.length() <= MOST_DIGITS && step.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(step) : -1;
    }
}
