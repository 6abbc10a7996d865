package io.observabilityfactory.ingest.normalize;

/**
 * How much of one record is kept; what is past it is left out, and the record marked as cut.
 *
 * @param attributes of a record, an event or a link
 * @param valueLength UTF-16 units of a text
 * @param depth of arrays and maps within each other
 * @param events of a span; the same number of links
 */
public record RecordLimits(int attributes, int valueLength, int depth, int events) {

    public static final RecordLimits DEFAULT = new RecordLimits(256, 65_536, 16, 256);
}
