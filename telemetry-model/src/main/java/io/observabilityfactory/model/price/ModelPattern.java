package io.observabilityfactory.model.price;

/**
 * A model name in which {@code *} stands for any characters. It is compared in one pass: both the pattern and the name come
 * from outside, and a regular expression would try for ages whether some of them fit.
 */
record ModelPattern(String text) {

    static final char WILDCARD = '*';

    static boolean isPattern(String name) {
        return name.indexOf(WILDCARD) >= 0;
    }

    static ModelPattern of(String text) {
        return new ModelPattern(text);
    }

    /** Each wildcard first stands for nothing; when the rest does not fit, the last one for a character more. */
    boolean matches(String name) {
        int at = 0;
        int inPattern = 0;
        int wildcard = -1;
        int afterWildcard = 0;
        while (at < name.length()) {
            if (inPattern < text.length() && text.charAt(inPattern) == WILDCARD) {
                wildcard = inPattern++;
                afterWildcard = at;
            } else if (inPattern < text.length() && text.charAt(inPattern) == name.charAt(at)) {
                inPattern++;
                at++;
            } else if (wildcard >= 0) {
                inPattern = wildcard + 1;
                at = ++afterWildcard;
            } else {
                return false;
            }
        }
        return text.substring(inPattern).chars().allMatch(rest -> rest == WILDCARD);
    }

    /** The more letters are given, the more specific it is. */
    int specificity() {
        return (int) text.chars().filter(letter -> letter != WILDCARD).count();
    }
}
