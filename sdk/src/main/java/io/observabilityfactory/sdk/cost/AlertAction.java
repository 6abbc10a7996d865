package io.observabilityfactory.sdk.cost;

import java.util.List;
import java.util.function.Consumer;

/**
 * What happens when a threshold is crossed.
 *
 * <pre>{@code
 * CostTracker.setAlert(100, AlertAction.email("team@example.org"));
 * CostTracker.setAlert(100, AlertAction.call(alert -> pager.ring(alert.message())));
 * }</pre>
 */
public sealed interface AlertAction {

    /** The server sends a mail, whoever spent it and whether or not this process lives. */
    static AlertAction email(String... recipients) {
        return new Email(List.of(recipients));
    }

    /** The server tells channels of its own: Slack, a webhook and so on, by their names. */
    static AlertAction channel(String... channels) {
        return new Channel(List.of(channels));
    }

    /** This process does something, on a thread of the SDK, once a day and level, as long as it lives. */
    static AlertAction call(Consumer<CostAlert> action) {
        return new Call(action);
    }

    /** @see #email */
    record Email(List<String> recipients) implements AlertAction {

        public Email {
            recipients = List.copyOf(recipients);
            if (recipients.isEmpty()) {
                throw new IllegalArgumentException("recipients are missing");
            }
        }
    }

    /** @see #channel */
    record Channel(List<String> channels) implements AlertAction {

        public Channel {
            channels = List.copyOf(channels);
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("channels are missing");
            }
        }
    }

    /** @see #call */
    record Call(Consumer<CostAlert> action) implements AlertAction {}
}
