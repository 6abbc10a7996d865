package io.observabilityfactory.alert.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Of what kind the other side is. */
public enum ChannelType {
    EMAIL,
    SLACK,
    WEBHOOK,
    ALERTMANAGER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean hasUrl() {
        return this != EMAIL;
    }

    public static Optional<ChannelType> ofCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(ChannelType::code).toList();
    }
}
