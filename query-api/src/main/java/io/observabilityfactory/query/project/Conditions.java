package io.observabilityfactory.query.project;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of a statement that all have to hold, and the values in them. Values never become part of the text. */
public final class Conditions {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values;

    public Conditions() {
        this(new ArrayList<>());
    }

    private Conditions(List<Object> values) {
        this.values = values;
    }

    /** Further conditions of the same statement, which stand somewhere else in it. */
    public Conditions apart() {
        return new Conditions(values);
    }

    /** @param condition in SQL, with a {@code ?} for each value */
    public Conditions and(String condition, Object... more) {
        sql.append(sql.isEmpty() ? "" : " and ").append(bound(condition, more));
        return this;
    }

    /** @param others of the same statement */
    public Conditions and(Conditions others) {
        return others.isEmpty() ? this : and(others.sql());
    }

    public Conditions andIfGiven(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    /** The text with the numbers of its values, which are added to those of the statement. */
    public String bound(String text, Object... more) {
        StringBuilder bound = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '?') {
                values.add(more[next++]);
                bound.append('$').append(values.size());
            } else {
                bound.append(text.charAt(i));
            }
        }
        return bound.toString();
    }

    public boolean isEmpty() {
        return sql.isEmpty();
    }

    public String sql() {
        return sql.toString();
    }

    /** All but the first one, which is the project. */
    public Object[] parameters() {
        return values.subList(1, values.size()).toArray();
    }
}
