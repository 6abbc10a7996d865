package io.observabilityfactory.alert.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people write it: {@code 30s}, {@code 15m}, {@code 4h}, {@code 7d}. */
public record TimeSpan(long count, char unit) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([smhd])");
    private static final List<Character> UNITS = List.of('d', 'h', 'm', 's');

    public static Optional<TimeSpan> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new TimeSpan(
                        Long.parseLong(matcher.group(1)), matcher.group(2).charAt(0)))
                : Optional.empty();
    }

    /** In the largest unit that says it exactly. */
    static TimeSpan of(Duration duration) {
        for (char unit : UNITS) {
            long seconds = new TimeSpan(1, unit).duration().toSeconds();
            if (duration.toSeconds() % seconds == 0) {
                return new TimeSpan(duration.toSeconds() / seconds, unit);
            }
        }
        throw new IllegalStateException("every whole duration is so many seconds");
    }

    public Duration duration() {
        return switch (unit) {
            case 'd' -> Duration.ofDays(count);
            case 'h' -> Duration.ofHours(count);
            case 'm' -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
        };
    }

    String words() {
        String word =
                switch (unit) {
                    case 'd' -> "day";
                    case 'h' -> "hour";
                    case 'm' -> "minute";
                    default -> "second";
                };
        return count == 1 ? word : count + " " + word + "s";
    }

    @Override
    public String toString() {
        return count + String.valueOf(unit);
    }
}
