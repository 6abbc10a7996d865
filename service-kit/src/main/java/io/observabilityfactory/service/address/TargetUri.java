package io.observabilityfactory.service.address;

import java.net.URI;

/** Addresses that messages are sent to. */
public final class TargetUri {

    private TargetUri() {}

    public static boolean isPlain(String url) {
        URI uri = URI.create(url);
        return uri.getUserInfo() == null && uri.getFragment() == null;
    }

    /** Without path and query, which may be a key. */
    public static String shown(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    public static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isTls(uri) ? 443 : 80;
    }

    public static boolean isTls(URI uri) {
        return "https".equals(uri.getScheme());
    }

    /** Path and query. */
    public static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
