package io.tidemark.engine.query;

/** Whether later facts can move what is shown. */
public enum PeriodState {
    PROVISIONAL("provisional"),
    /** The period was closed. */
    FINAL("final");

    private final String text;

    PeriodState(String text) {
        this.text = text;
    }

    /** The word people and interfaces see. */
    public String text() {
        return text;
    }
}
