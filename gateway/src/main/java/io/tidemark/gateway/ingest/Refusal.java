package io.tidemark.gateway.ingest;

import java.util.List;

/**
 * A row that became no fact, with everything that is wrong with it. Immutable.
 *
 * @param line the physical line on which the row starts, from 1; of a sheet the row, of an EDI transmission the segment
 * @param place the line as messages show it: {@code 12}, {@code Orders!12}, {@code segment 12}
 * @param raw the row as sent: its first physical line, shortened to {@link IngestLimits#RAW_CHARS}
 * @param cells the row's fields as read, in the order of {@link IngestReport#columns()}
 * @param understood what could be made of the row all the same
 * @param faults at least one; the first is the one by which the row is counted
 */
public record Refusal(
        String file,
        long line,
        String place,
        String raw,
        List<String> cells,
        Understood understood,
        List<Fault> faults) {

    public Refusal {
        cells = List.copyOf(cells);
        faults = List.copyOf(faults);
    }

    /** The reason by which the row is counted. */
    public Reason reason() {
        return faults.get(0).reason();
    }

    /** One line for each fault: {@code file:line: reason: column X: what is wrong — what would be right}. */
    public List<String> messages() {
        return faults.stream()
                .map(fault -> file + ":" + place + ": " + fault.reason().code() + ": " + fault)
                .toList();
    }
}
