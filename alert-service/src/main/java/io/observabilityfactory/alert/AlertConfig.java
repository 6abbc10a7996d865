package io.observabilityfactory.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "observability-factory.alert")
public interface AlertConfig {

    /** Pause between two looks at the spending of all budgets; whole seconds. */
    @WithDefault("5s")
    Duration evaluationInterval();

    /** How long after midnight the day before is still evaluated, as its last spending becomes known only then. */
    @WithDefault("6h")
    Duration lateSpending();

    /** How long evaluation and delivery wait for the database before they give up and try again on their next turn. */
    @WithDefault("30s")
    Duration databaseTimeout();

    Delivery delivery();

    interface Delivery {

        /** Pause between two looks for notifications that are due; whole seconds. */
        @WithDefault("2s")
        Duration interval();

        /**
         * How long a notification belongs to the replica that took it. When the replica has not settled it by then,
         * another one takes over. One attempt may last half as long.
         */
        @WithDefault("60s")
        Duration lease();

        /** Pause after the first failed attempt; it doubles with each further one. */
        @WithDefault("5s")
        Duration firstPause();

        /** No pause between two attempts is longer. */
        @WithDefault("15m")
        Duration longestPause();

        /** A notification that could not be delivered so many times is given up: by default after about a day. */
        @WithDefault("100")
        int mostAttempts();

        /** One that the mail server refused for good is given up after so many: by default after half an hour. */
        @WithDefault("10")
        int mostRefusals();
    }
}
