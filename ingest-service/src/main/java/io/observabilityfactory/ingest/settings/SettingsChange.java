package io.observabilityfactory.ingest.settings;

import io.observabilityfactory.ingest.privacy.ContentMode;
import io.observabilityfactory.ingest.privacy.MaskExpression;
import io.observabilityfactory.service.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a project's settings is to be another; what is null stays as it is.
 *
 * @param contentMode how much is kept of messages, prompts and tool arguments
 * @param masks RE2 expressions; what matches is masked in every text
 * @param maskDefaults whether keys, e-mail addresses and card numbers are masked
 * @param retentionDays how long spans, logs and data points are kept
 */
record SettingsChange(
        @Nullable String contentMode,
        @Nullable List<String> masks,
        @Nullable Boolean maskDefaults,
        @Nullable Integer retentionDays) {

    private static final int MOST_MASKS = 50;
    private static final int LONGEST_RETENTION_DAYS = 3650;

    SettingsChange {
        require(contentMode == null || modes().contains(contentMode), "contentMode", "one of " + modes());
        masks = masks == null ? null : checked(masks);
        require(
                retentionDays == null || (retentionDays >= 1 && retentionDays <= LONGEST_RETENTION_DAYS),
                "retentionDays",
                "a number from 1 to " + LONGEST_RETENTION_DAYS);
    }

    private static List<String> modes() {
        return Arrays.stream(ContentMode.values()).map(ContentMode::code).toList();
    }

    private static List<String> checked(List<String> masks) {
        require(masks.size() <= MOST_MASKS, "masks", "at most " + MOST_MASKS + " expressions");
        for (int i = 0; i < masks.size(); i++) {
            String parameter = "masks[" + i + "]";
            String mask = masks.get(i);
            require(mask != null, parameter, "a text");
            MaskExpression.complaint(mask).ifPresent(complaint -> {
                throw ProblemException.badParameter(parameter, complaint);
            });
        }
        return List.copyOf(masks);
    }

    private static void require(boolean holds, String parameter, String accepted) {
        if (!holds) {
            throw ProblemException.invalid(parameter, accepted);
        }
    }
}
