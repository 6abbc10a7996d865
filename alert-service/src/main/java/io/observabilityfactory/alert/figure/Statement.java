package io.observabilityfactory.alert.figure;

import io.vertx.mutiny.sqlclient.Tuple;

/** Answers with a row by group: {@code g0}, {@code g1} and so on, {@code value}, {@code samples}, and of histograms {@code buckets} from 1 and {@code counts}. */
record Statement(String sql, Tuple parameters) {}
