package io.observabilityfactory.alert.channel;

import java.net.URI;

/** Addresses that messages are sent to. */
final class TargetUri {

    private TargetUri() {}

    static boolean isPlain(String url) {
        URI uri = URI.create(url);
        return uri.getUserInfo() == null && uri.getFragment() == null;
    }

    /** Without path and query, which may be a key. */
    static String shown(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isTls(uri) ? 443 : 80;
    }

    static boolean isTls(URI uri) {
        return "https".equals(uri.getScheme());
    }

    /** Path and query. */
    static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
