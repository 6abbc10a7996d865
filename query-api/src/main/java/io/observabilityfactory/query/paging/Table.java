package io.observabilityfactory.query.paging;

import java.util.List;

/**
 * An answer that is more than a list, and has one in it that is wanted in a spreadsheet. An endpoint that returns one and produces
 * {@link Page#CSV} beside JSON exports that list without more ado.
 */
public interface Table<T> {

    Class<T> lineType();

    List<T> lines();
}
