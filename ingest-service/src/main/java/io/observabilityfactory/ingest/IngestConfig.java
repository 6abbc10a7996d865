package io.observabilityfactory.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of this service, all under {@code observability-factory.ingest}. */
@ConfigMapping(prefix = "observability-factory.ingest")
public interface IngestConfig {

    /** Records older than this are rejected. */
    @WithDefault("P30D")
    Duration acceptedAge();

    /** Records further in the future than this are rejected; clocks differ. */
    @WithDefault("P1D")
    Duration acceptedLead();

    /** 32 bytes in Base64 with which header values of forward targets are encrypted. Without it only targets that have none can be made. */
    Optional<String> secretKey();

    /** Keys that were used before: what was encrypted with one of them is readable, and encrypted with the present one within a minute. */
    Optional<List<String>> previousSecretKeys();

    Limits limits();

    Store store();

    Retention retention();

    /** When what is too old is taken away. How long records are kept is a setting of each project. */
    interface Retention {

        /** How often to look. */
        @WithDefault("PT10M")
        Duration interval();

        /** For how many days to come partitions are made. */
        @WithDefault("2")
        int daysAhead();

        /** Rows deleted by one statement. */
        @WithDefault("5000")
        int deleteBatch();
    }

    Forward forward();

    /** How spans are passed on to other backends. Which ones is said over the API, in the table {@code forward_target}. */
    interface Forward {

        /**
         * Backends inside of the network that spans may be passed on to: host names, or networks such as {@code 10.1.0.0/16}.
         * All others have to have public addresses.
         */
        Optional<List<String>> allowed();

        /** How often to look for spans to pass on while there are none. */
        @WithDefault("PT1S")
        Duration interval();

        /** How often to measure how far each target lags behind. */
        @WithDefault("PT15S")
        Duration lagInterval();

        /** Targets that are served at once. */
        @WithDefault("4")
        int targetsAtOnce();

        /** A request that takes longer is repeated. */
        @WithDefault("PT10S")
        Duration timeout();

        /** Spans of one request. */
        @WithDefault("512")
        int spansPerRequest();

        /** Bytes of spans in one request, as they are stored; a larger single span is sent alone. */
        @WithDefault("3000000")
        long bytesPerRequest();

        /** The pause before a failed request is repeated; pauses double from there. */
        @WithDefault("PT1S")
        Duration firstPause();

        /** The longest pause before a target that failed is tried again. */
        @WithDefault("PT15M")
        Duration longestPause();
    }

    /** What a request may be, and how much is taken at once. */
    interface Limits {

        /** Bytes of requests that are coming in or being worked on, before clients are asked to come back later. */
        @WithDefault("33554432")
        long bytesInFlight();

        /** A request that takes longer to arrive is given up, and the client asked to repeat it. */
        @WithDefault("PT30S")
        Duration arrivalTime();

        /** Spans, log records or metrics of one request. */
        @WithDefault("20000")
        int recordsPerRequest();

        /** Attributes of a record, an event or a link; the rest is left out and the record marked as cut. */
        @WithDefault("256")
        int attributes();

        /** Characters of a text value; the rest is left out and the record marked as cut. */
        @WithDefault("65536")
        int valueLength();

        /** Arrays and maps within each other; what is deeper is left out and the record marked as cut. */
        @WithDefault("16")
        int depth();

        /** Events of a span, and links; the rest is left out and the record marked as cut. */
        @WithDefault("256")
        int events();

        /** Records a second of each project, with bursts of ten seconds' worth; 0 for no limit. */
        @WithDefault("0")
        long recordsPerSecond();
    }

    interface Store {

        /** Transactions under way at once. */
        @WithDefault("3")
        int writers();

        /** How many records one transaction takes from the queue; a larger single export is not split. */
        @WithDefault("1536")
        int recordsPerCommit();

        /** How many bytes, as they came, one transaction takes from the queue. */
        @WithDefault("8000000")
        long bytesPerCommit();

        /** A commit that takes longer is given up, and the client asked to repeat. */
        @WithDefault("PT20S")
        Duration commitTimeout();
    }
}
