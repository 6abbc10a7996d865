package io.observabilityfactory.service.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps messages, and whoever may say where they go, from reaching into the network this service is in. What is checked is the
 * address that is then connected to, and not the name, which may stand for another address a moment later.
 */
public final class TargetGuard {

    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    // Of IPv6 only what is given out for the public, and of that nothing that carries an IPv4 address.
                    "::/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "4000::/2",
                    "8000::/1")
            .map(Network::of)
            .toList();

    private final Set<String> allowedHosts;
    private final List<Network> allowedNetworks;

    private final String property;

    /**
     * @param property the name of the setting that allows what is not public, for messages
     * @param allowed host names, and networks such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException when one of the networks is none
     */
    public TargetGuard(String property, List<String> allowed) {
        this.property = property;
        allowedNetworks =
                allowed.stream().filter(it -> it.contains("/")).map(Network::of).toList();
        allowedHosts = allowed.stream()
                .filter(it -> !it.contains("/"))
                .map(it -> it.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The address to connect to. May take as long as the name service does.
     *
     * @throws TargetRefusedException when none of the name's addresses is allowed
     */
    public InetAddress resolve(URI target) throws UnknownHostException, TargetRefusedException {
        return resolveAll(target).get(0);
    }

    /**
     * The addresses that may be connected to, at least one. May take as long as the name service does.
     *
     * @throws TargetRefusedException when none of the name's addresses is allowed
     */
    public List<InetAddress> resolveAll(URI target) throws UnknownHostException, TargetRefusedException {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        List<InetAddress> addresses = Arrays.stream(InetAddress.getAllByName(host))
                .filter(address -> allowedHosts.contains(host) || isAllowed(address))
                .toList();
        if (addresses.isEmpty()) {
            throw new TargetRefusedException(host, property);
        }
        return addresses;
    }

    private boolean isAllowed(InetAddress address) {
        return allowedNetworks.stream().anyMatch(network -> network.contains(address))
                || NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }
}
