package io.observabilityfactory.model.trace;

import java.util.HexFormat;

final class Hex {

    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    static String of(long value) {
        return FORMAT.toHexDigits(value);
    }
}
