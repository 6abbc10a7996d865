package io.observabilityfactory.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TriggerTest {

    @Property
    void textThatAMaskMatches_hasItsTrigger(@ForAll("suspiciousTexts") String text) {
        DefaultMasks.BY_TRIGGER.forEach((trigger, mask) -> {
            if (mask.pattern().matcher(text).find()) {
                assertThat(trigger.isAmong(Trigger.in(text)))
                        .as(trigger + " in " + text)
                        .isTrue();
            }
        });
    }

    @Property
    void digitsInGroups_areFoundWhereverTheyBegin(@ForAll("digitsAmongOthers") String text) {
        boolean isThere = Pattern.compile("\\d(?:[ -]?\\d){12,}").matcher(text).find();

        assertThat(isThere && !Trigger.MANY_DIGITS.isAmong(Trigger.in(text))).isFalse();
    }

    @Provide
    Arbitrary<String> suspiciousTexts() {
        return Arbitraries.of(
                        "sk-",
                        "pk_",
                        "rk-",
                        "AIza",
                        "AKIA",
                        "ASIA",
                        "ghp_",
                        "ghs_",
                        "github_pat_",
                        "xoxb-",
                        "Bearer ",
                        "bearer ",
                        "@",
                        ".",
                        " ",
                        "-",
                        "_",
                        "a",
                        "B",
                        "example",
                        "4111",
                        "1",
                        "0123456789abcdef",
                        "ABCDEFGHIJKLMNOP",
                        "abcdefghijklmnopqrstuvwxyz0123456789")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> digitsAmongOthers() {
        return Arbitraries.strings().withChars("0123456789 -x").ofMaxLength(60);
    }
}
