package io.observabilityfactory.alert.figure;

import io.vertx.mutiny.sqlclient.Tuple;

/** Answers with a row by group: {@code g0}, {@code g1} and so on, {@code value}, {@code samples}, {@code histogram}. */
record Statement(String sql, Tuple parameters) {}
