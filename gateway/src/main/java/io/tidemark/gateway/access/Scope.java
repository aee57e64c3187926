package io.tidemark.gateway.access;

/** What a token is good for. */
public enum Scope {
    /** Everything. */
    ADMIN("admin"),
    /** Reading standings, boards, facts and programs. */
    READ("read"),
    /** Sending activities and files, and reading what became of them. */
    FEED("feed");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The word people and interfaces see. */
    public String text() {
        return text;
    }

    /** The scope of a word, or null. */
    public static Scope of(String text) {
        for (Scope scope : values()) {
            if (scope.text.equals(text)) {
                return scope;
            }
        }
        return null;
    }
}
