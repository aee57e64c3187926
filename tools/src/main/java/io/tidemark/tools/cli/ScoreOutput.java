package io.tidemark.tools.cli;

/** Prints the answers of a run to standard output. */
public interface ScoreOutput {

    void print(Answers answers);

    /** The writer of a format. */
    static ScoreOutput of(Format format, Console console) {
        return switch (format) {
            case TABLE -> new TableOutput(console.out());
            case CSV -> new CsvOutput(console);
            case JSON -> new JsonOutput(console.out());
        };
    }

    /** How answers are printed. */
    enum Format {
        /** For people. */
        TABLE,
        /** One header, one line per row. */
        CSV,
        /** One document. */
        JSON
    }
}
