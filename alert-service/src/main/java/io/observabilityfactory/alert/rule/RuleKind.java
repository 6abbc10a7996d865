package io.observabilityfactory.alert.rule;

/** What is kept among the rules; the two have names and pages of their own. */
public enum RuleKind {
    RULE("rule", "/api/v1/alerts/rules/"),
    BUDGET("budget", "/api/v1/budgets/");

    private final String code;
    private final String path;

    RuleKind(String code, String path) {
        this.code = code;
        this.path = path;
    }

    String code() {
        return code;
    }

    public String path() {
        return path;
    }
}
