package io.observabilityfactory.model.usage;

/** What is known of an instrumentation beforehand: whether its input count contains the cached tokens. */
public enum InputConvention {
    INCLUSIVE(TokenInclusion.INCLUSIVE_BY_CONVENTION),
    EXCLUSIVE(TokenInclusion.EXCLUSIVE_BY_CONVENTION),
    /** Nothing: it is taken as the specification says. */
    UNKNOWN(TokenInclusion.INCLUSIVE_BY_SPECIFICATION);

    private final TokenInclusion inclusion;

    InputConvention(TokenInclusion inclusion) {
        this.inclusion = inclusion;
    }

    TokenInclusion inclusion() {
        return inclusion;
    }
}
