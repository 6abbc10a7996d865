package io.observabilityfactory.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "observability-factory.alert")
public interface AlertConfig {

    /** Pause between two evaluations of a rule or budget that names none of its own. */
    @WithDefault("5s")
    Duration evaluationInterval();

    /** How long after its end a day, week or month is still evaluated, as its last usage becomes known only then; below a day. */
    @WithDefault("6h")
    Duration lateSpending();

    /** How long evaluation and delivery wait for the database before they give up and try again on their next turn. */
    @WithDefault("30s")
    Duration databaseTimeout();

    /** How long ended alerts, ended silences and the delivery log are kept. */
    @WithDefault("90d")
    Duration history();

    /**
     * 32 bytes in Base64 with which addresses and credentials of channels are encrypted. Without it only channels that have
     * none can be made.
     */
    Optional<String> secretKey();

    /** Keys that were used before: what was encrypted with one of them can still be read. */
    Optional<List<String>> previousSecretKeys();

    /** Who gets the mails of rules taken from a configuration file that name nobody. */
    Optional<List<String>> defaultRecipients();

    /** Where the web UI is; messages then link to it. */
    Optional<String> uiUrl();

    /** An {@code observability_config.yaml} whose alerts become budgets when the service starts. */
    Optional<Path> configFile();

    /** The project that the configuration file is for. */
    @WithDefault("default")
    String configProject();

    Evaluation evaluation();

    Delivery delivery();

    Targets targets();

    Limits limits();

    interface Evaluation {

        /** Pause between two looks for rules that are due; whole seconds. */
        @WithDefault("1s")
        Duration poll();

        /** How long a rule belongs to the replica that took it. After that another one evaluates it. */
        @WithDefault("15s")
        Duration lease();

        /** How many rules are evaluated at once. */
        @WithDefault("4")
        int concurrency();

        /** How many groups of a rule are looked at. Should there be more, the worst are, and the rule tells so. */
        @WithDefault("10000")
        int mostGroups();
    }

    interface Delivery {

        /** Pause between two looks for notifications that are due; whole seconds. */
        @WithDefault("2s")
        Duration interval();

        /**
         * How long a notification belongs to the replica that took it. When the replica has not settled it by then,
         * another one takes over.
         */
        @WithDefault("30s")
        Duration lease();

        /** How long one attempt may last; has to be at most half of the lease. */
        @WithDefault("15s")
        Duration timeout();

        /** How many attempts are under way at once, and how many of them may be to one channel. */
        @WithDefault("16")
        int concurrency();

        @WithDefault("4")
        int concurrencyPerChannel();

        /** Pause after the first failed attempt; it doubles with each further one. */
        @WithDefault("5s")
        Duration firstPause();

        /** No pause between two attempts is longer, unless the other side asks for it. */
        @WithDefault("15m")
        Duration longestPause();

        /** For how long a channel of which most attempts fail is left alone. */
        @WithDefault("15s")
        Duration breakerPause();

        /** A notification that could not be delivered so many times is given up: by default after about a day. */
        @WithDefault("100")
        int mostAttempts();

        /** One that was refused for good is given up after so many: by default after half an hour. */
        @WithDefault("10")
        int mostRefusals();
    }

    /** What a project may have, so that none takes the time and memory of all. */
    interface Limits {

        /** Rules and budgets together. */
        @WithDefault("1000")
        int rules();

        @WithDefault("100")
        int channels();

        /** Silences that have not ended. */
        @WithDefault("1000")
        int silences();
    }

    interface Targets {

        /**
         * Addresses inside of the network that webhooks may be sent to: host names, or networks such as {@code 10.1.0.0/16}.
         * All others have to be public.
         */
        Optional<List<String>> allowed();
    }
}
