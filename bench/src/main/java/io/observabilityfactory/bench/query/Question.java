package io.observabilityfactory.bench.query;

import java.util.List;

/**
 * Something that is asked of query-api, again and again with other values.
 *
 * @param name for the report
 * @param targetMillis that p95 has to stay under, 0 when there is none
 * @param paths below the address of query-api
 */
public record Question(String name, long targetMillis, List<String> paths) {}
