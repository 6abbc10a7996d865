package io.observabilityfactory.model.price;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reduces the many names under which clients report one model to the name it is priced by. */
public final class ModelName {

    /** {@code -2024-08-06}, {@code -20250514}, {@code @20250514}, {@code -latest}, {@code -preview-05-20}, {@code -001}. */
    private static final Pattern VERSION =
            Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|[-@]\\d{8}|[-@]latest|-preview-\\d{2}-\\d{2}(-\\d{4})?|-00\\d)$");

    private ModelName() {}

    /** The name in lower case without a {@code models/}-like prefix and without a dated or numbered version. */
    public static String canonical(String reported) {
        String name = reported.strip().toLowerCase(Locale.ROOT);
        name = name.substring(name.lastIndexOf('/') + 1);
        return VERSION.matcher(name).replaceFirst("");
    }
}
