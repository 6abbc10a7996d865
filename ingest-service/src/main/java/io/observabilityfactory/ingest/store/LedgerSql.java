package io.observabilityfactory.ingest.store;

/** What is written beside the records of a batch, as parts of one statement. Parameters are named as its client names them. */
final class LedgerSql {

    /** Of a project's refused records so many are kept an hour; the rest is only counted. */
    private static final int RECORDS_PER_HOUR = 1_000;

    private LedgerSql() {}

    /** The resources that records came from, unless they are there. */
    static String resources(String project, String hashes, String attributes) {
        return """
                known_resource as (
                    insert into resource (project_id, resource_hash, attributes)
                    select %s, r.hash, r.attributes::jsonb from unnest(%s::bytea[], %s::text[]) as r (hash, attributes)
                    on conflict do nothing
                )""".formatted(project, hashes, attributes);
    }

    /** What was refused, as far as it is kept. */
    static String refused(String signal, String project, String reasons, String records) {
        return """
                refused as (
                    insert into rejected_record (project_id, signal, reason, record)
                    select %2$s, '%1$s', r.reason, r.record from unnest(%3$s::text[], %4$s::bytea[]) as r (reason, record)
                    limit greatest(0, %5$d - (select count(*) from rejected_record
                                              where project_id = %2$s and rejected_at > now() - interval '1 hour'))
                )""".formatted(signal, project, reasons, records, RECORDS_PER_HOUR);
    }
}
