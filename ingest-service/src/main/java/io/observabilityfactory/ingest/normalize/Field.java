package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.json.LenientJson;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field and where it is found, in order of preference. A value that is there but unusable, of the wrong type or a
 * placeholder, does not count: the next place is tried.
 */
final class Field<T> {

    private final KeyIndex keys;
    private final List<Place<T>> places;

    private Field(KeyIndex keys, List<Place<T>> places) {
        this.keys = keys;
        this.places = List.copyOf(places);
    }

    static <T> Field<T> of(KeyIndex keys, Reader<T> reader, String... names) {
        return Field.<T>none(keys).or(reader, names);
    }

    /** To be completed. */
    static <T> Field<T> none(KeyIndex keys) {
        return new Field<>(keys, List.of());
    }

    /** The same with further keys, which are read in another way. */
    Field<T> or(Reader<T> reader, String... names) {
        return with(Arrays.stream(names)
                .map(name -> new InValue<>(name, keys.number(name), reader))
                .toList());
    }

    /** The same with a JSON object that may hold the field. */
    Field<T> orIn(String name, Function<Map<?, ?>, @Nullable T> reader) {
        return with(List.of(new InDocument<>(name, keys.number(name), reader)));
    }

    private Field<T> with(List<? extends Place<T>> more) {
        List<Place<T>> all = new ArrayList<>(places);
        all.addAll(more);
        return new Field<>(keys, all);
    }

    @Nullable
    T in(Attributes attributes) {
        // No stream and no iterator: this runs some forty times a span.
        for (int i = 0; i < places.size(); i++) {
            T found = places.get(i).find(attributes);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    boolean isIn(Attributes attributes) {
        return in(attributes) != null;
    }

    /** Reads a value, {@code null} when it cannot be used. */
    interface Reader<T> {
        @Nullable
        T read(AnyValue value);
    }

    private interface Place<T> {
        @Nullable
        T find(Attributes attributes);
    }

    private record InValue<T>(String name, int key, Reader<T> reader) implements Place<T> {
        @Override
        public @Nullable T find(Attributes attributes) {
            AnyValue value = attributes.value(key);
            if (value == null) {
                return null;
            }
            T found = reader.read(value);
            if (found == null && !Values.isNothing(value) && !Providers.isFramework(value)) {
                attributes.notes().add(name + " is unusable");
            }
            return found;
        }
    }

    private record InDocument<T>(String name, int key, Function<Map<?, ?>, @Nullable T> reader) implements Place<T> {
        @Override
        public @Nullable T find(Attributes attributes) {
            LenientJson.Parsed document = attributes.document(key, name);
            return document != null && document.value() instanceof Map<?, ?> object ? reader.apply(object) : null;
        }
    }
}
