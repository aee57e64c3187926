package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.ingest.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the activities of one request: all counted, so many listed. Memory is bounded by the list. Event loop
 * only.
 */
final class ActivityResults {
    /** A program's track and a reason, as the outcome packs them: program, track and reason's code. */
    record SetAside(int program, int track, int reason) {}

    private record Entry(
            long index, String source, String activity, String verdict, List<Fault> faults, List<SetAside> setAside) {}

    private final int most;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<SetAside, Long> setAsideCounts = new HashMap<>();
    private final long[] counts = new long[4];
    private int listedFine;
    private int listedOthers;
    private long sequence;

    /** @param most listed of those accepted, and of the others */
    ActivityResults(int most) {
        this.most = most;
    }

    void refused(long index, String source, String activity, List<Fault> faults) {
        counts[3]++;
        if (listedOthers++ < most) {
            entries.add(new Entry(index, source, activity, "refused", faults, List.of()));
        }
    }

    /** @param k the activity's place in its frame */
    void applied(ActivityFrame frame, int k, Verdict verdict, List<SetAside> setAside) {
        boolean fine = verdict == Verdict.ACCEPTED || verdict == Verdict.DUPLICATE;
        counts[verdict.isRefusal() ? 3 : verdict.ordinal()]++;
        setAside.forEach(one -> setAsideCounts.merge(one, 1L, Long::sum));
        if (fine ? listedFine++ < most : listedOthers++ < most) {
            entries.add(new Entry(
                    frame.place(k), frame.source(k), frame.reference(k), verdict.text(), List.of(), setAside));
        }
    }

    void sequence(long last) {
        sequence = Math.max(sequence, last);
    }

    long accepted() {
        return counts[0];
    }

    long conflicts() {
        return counts[2];
    }

    long refused() {
        return counts[3];
    }

    long received() {
        return counts[0] + counts[1] + counts[2] + counts[3];
    }

    boolean hasSetAside() {
        return !setAsideCounts.isEmpty();
    }

    /** The names behind numbers of programs and tracks; on the core's thread. */
    static Map<Integer, List<String>> names(ScoringCore core) {
        Map<Integer, List<String>> names = new HashMap<>();
        for (ProgramInstance program : core.programs()) {
            List<String> tracks = new ArrayList<>();
            tracks.add(program.program().id());
            program.program().tracks().forEach(track -> tracks.add(track.name()));
            names.put(program.number(), tracks);
        }
        return names;
    }

    /** @param names by a program's number its id and then its tracks */
    void write(JsonGenerator json, Map<Integer, List<String>> names) throws IOException {
        json.writeNumberField("sequence", sequence);
        json.writeNumberField("received", received());
        json.writeNumberField("accepted", counts[0]);
        json.writeNumberField("duplicate", counts[1]);
        json.writeNumberField("conflict", counts[2]);
        json.writeNumberField("refused", counts[3]);
        Map<SetAside, Long> sorted = new TreeMap<>(Comparator.comparingInt(SetAside::program)
                .thenComparingInt(SetAside::track)
                .thenComparingInt(SetAside::reason));
        sorted.putAll(setAsideCounts);
        AnswerJson.list(json, "setAside", List.copyOf(sorted.entrySet()), one -> {
            setAside(json, one.getKey(), names);
            json.writeNumberField("activities", one.getValue());
        });
        entries.sort(Comparator.comparingLong(Entry::index));
        AnswerJson.list(json, "results", entries, entry -> entry(json, entry, names));
        json.writeNumberField("unlisted", received() - entries.size());
    }

    private static void entry(JsonGenerator json, Entry entry, Map<Integer, List<String>> names) throws IOException {
        json.writeNumberField("index", entry.index());
        json.writeStringField("source", entry.source());
        json.writeStringField("activity", entry.activity());
        boolean said = !entry.faults().isEmpty();
        json.writeStringField("verdict", isWord(entry.verdict()) ? entry.verdict() : "refused");
        if (!isWord(entry.verdict())) {
            json.writeStringField("reason", entry.verdict());
        } else if (said) {
            json.writeStringField("reason", entry.faults().get(0).reason().code());
            json.writeArrayFieldStart("details");
            for (Fault fault : entry.faults()) {
                json.writeString(fault.toString().replaceFirst("^column ", ""));
            }
            json.writeEndArray();
        }
        if (!entry.setAside().isEmpty()) {
            AnswerJson.list(json, "setAside", entry.setAside(), one -> setAside(json, one, names));
        }
    }

    private static boolean isWord(String verdict) {
        return verdict.equals("accepted")
                || verdict.equals("duplicate")
                || verdict.equals("conflict")
                || verdict.equals("refused");
    }

    static void setAside(JsonGenerator json, SetAside one, Map<Integer, List<String>> names) throws IOException {
        List<String> program = names.getOrDefault(one.program(), List.of());
        json.writeStringField("program", program.isEmpty() ? "" : program.get(0));
        json.writeStringField("track", one.track() + 1 < program.size() ? program.get(one.track() + 1) : "");
        json.writeStringField("reason", Reason.of(one.reason()).text());
    }
}
