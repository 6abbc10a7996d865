package io.observabilityfactory.service.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of IP addresses, {@code 10.0.0.0/8}. */
record Network(InetAddress address, int prefixBits) {

    /** Digits only, so that nothing is looked up. */
    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F.:]+/\\d{1,3}");

    Network {
        if (prefixBits > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException(address + " has fewer than " + prefixBits + " bits");
        }
    }

    static Network of(String text) {
        if (!TEXT.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("a network has to look like 10.0.0.0/8 or fd00::/8: " + text);
        }
        String[] parts = text.strip().split("/", 2);
        try {
            return new Network(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("a network has to look like 10.0.0.0/8 or fd00::/8: " + text, e);
        }
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
