package io.observabilityfactory.alert.rule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What people say of a rule or of a budget. */
public interface Settings {

    Duration SHORTEST_REMINDER = Duration.ofMinutes(5);
    Duration LONGEST_REMINDER = Duration.ofDays(31);
    Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    Duration LONGEST_INTERVAL = Duration.ofHours(1);

    String name();

    /** How often it is evaluated; null for as often as the service is set to. */
    @Nullable
    String interval();

    @JsonIgnore
    boolean isEnabled();

    Watch watch(int version);

    Telling telling();

    static void checkReminder(@Nullable String remindEvery) {
        if (remindEvery != null) {
            Require.span("remindEvery", remindEvery, SHORTEST_REMINDER, LONGEST_REMINDER);
        }
    }

    static void checkInterval(@Nullable String interval) {
        if (interval != null) {
            Require.span("interval", interval, SHORTEST_INTERVAL, LONGEST_INTERVAL);
        }
    }

    /** Of a text that was checked before. */
    static Duration span(@Nullable String checked) {
        return TimeSpan.parse(String.valueOf(checked)).orElseThrow().duration();
    }

    static @Nullable Duration spanOrNull(@Nullable String checked) {
        return checked == null ? null : span(checked);
    }
}
