package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.ingest.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

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

    /** What is wrong with what was refused first, in one sentence. */
    String why() {
        for (Entry entry : entries) {
            if (!entry.faults().isEmpty()) {
                return entry.faults().stream().map(ActivityResults::text).collect(Collectors.joining("; "));
            }
            if (!isWord(entry.verdict())) {
                return entry.verdict();
            }
        }
        return "results say why";
    }

    /**
     * What became no fact, as it is kept: by an id that is the same for the same activity however often it is sent, the text.
     *
     * @param request stands in the id of what has none of its own
     */
    Map<String, String> exceptions(String feed, String request, int most) {
        Map<String, String> exceptions = new LinkedHashMap<>();
        for (Entry entry : entries) {
            boolean fine = entry.verdict().equals("accepted") || entry.verdict().equals("duplicate");
            if (!fine && exceptions.size() < most) {
                byte[] identity = (entry.source() + "\n" + entry.activity()).getBytes(StandardCharsets.UTF_8);
                String id = entry.activity().isEmpty()
                        ? request + "/" + entry.index()
                        : UUID.nameUUIDFromBytes(identity).toString();
                exceptions.put(id, JsonText.write(json -> exception(json, entry, feed)));
            }
        }
        return exceptions;
    }

    private static void exception(JsonGenerator json, Entry entry, String feed) throws IOException {
        json.writeStringField("feed", feed.isEmpty() ? entry.source() : feed);
        json.writeStringField("source", entry.source());
        json.writeStringField("activity", entry.activity());
        json.writeStringField(
                "reason",
                entry.faults().isEmpty()
                        ? entry.verdict()
                        : entry.faults().get(0).reason().code());
        details(json, entry.faults());
    }

    private static void details(JsonGenerator json, List<Fault> faults) throws IOException {
        json.writeArrayFieldStart("details");
        for (Fault fault : faults) {
            json.writeString(text(fault));
        }
        json.writeEndArray();
    }

    /** Without the word for a table's column. */
    private static String text(Fault fault) {
        return fault.toString().replaceFirst("^column ", "");
    }

    /** The names behind numbers of programs and tracks; on the core's thread. */
    static Map<Integer, List<String>> names(ScoringCore core) {
        Map<Integer, List<String>> names = new HashMap<>();
        for (ProgramInstance program : core.programs()) {
            List<String> tracks = new ArrayList<>();
            tracks.add(program.program().id());
            tracks.addAll(core.trackNames(program));
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
            details(json, entry.faults());
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
