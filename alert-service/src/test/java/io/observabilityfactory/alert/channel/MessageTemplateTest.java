package io.observabilityfactory.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.message.Fact;
import io.observabilityfactory.service.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateTest {

    private static final AlertMessage MESSAGE = new AlertMessage(
            MessageKind.FIRING,
            Severity.CRITICAL,
            "p",
            "fleet",
            Map.of("agent", "{#for i in 9}{rule}{/for}"),
            "Trouble",
            List.of(new Fact("Spent", "120 USD"), new Fact("Budget", "100 USD")),
            List.of("Stop."),
            null,
            null,
            "USD",
            Instant.EPOCH,
            null,
            null,
            null,
            null);

    @Test
    void render_choosesAndRepeats() {
        String template = "{#if severity == 'critical'}!{/if} {labels.agent}:"
                + "{#for f in facts} {f.name}={f.value}{#if f_hasNext},{/if}{/for}{#each advice} {it}{/each}";

        MessageTemplate.check("textTemplate", template);

        assertThat(MessageTemplate.renderOrNothing(template, MESSAGE))
                .contains("! {#for i in 9}{rule}{/for}: Spent=120 USD, Budget=100 USD Stop.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#for i in 2147483647}{/for}",
                "{#for i in 10}{/for}",
                "{#each 10}{/each}",
                "{#for a in facts}{#for b in facts}{#for c in facts}{#for d in facts}{/for}{/for}{/for}{/for}",
                "{#fragment id=f}{#include $f /}{/fragment}",
                "{#let facts=2147483647}{#for i in facts}{/for}{/let}",
                "{#eval labels.agent /}",
                "{#include other /}",
                "{title.class}",
                "{labels.agent.getClass}",
                "{inject:config}",
                "{#if"
            })
    void templateThatIsMoreThanText_isRefused(String template) {
        assertThatThrownBy(() -> MessageTemplate.check("textTemplate", template))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("textTemplate must be a Qute template");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{labels.team}", "{#if kind == 'test'}a test{/if}", "{#for i in 2147483647}{/for}"})
    void templateOfWhichNothingComes_leavesItToTheUsualText(String template) {
        assertThat(MessageTemplate.renderOrNothing(template, MESSAGE)).isEmpty();
    }
}
