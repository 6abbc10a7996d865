package io.observabilityfactory.alert.figure;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a statement that is put together piece by piece. */
final class Parameters {

    private final List<Object> values = new ArrayList<>();

    /** Its placeholder, {@code $3}. */
    String add(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    Tuple tuple() {
        return Tuple.tuple(values);
    }
}
