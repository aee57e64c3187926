package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A program as somebody who looks at its boards needs it, in one answer: its periods with their days, its boards with their
 * segments, its ladders, and what its measures count.
 */
public final class OverviewRoutes {
    public static final String TEMPLATE = "/v1/programs/{program}/overview";

    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);

    private final Reads reads;
    private final DataThrough dataThrough;

    /** @param dataThrough asked on the core's thread only */
    public OverviewRoutes(Reads reads, DataThrough dataThrough) {
        this.reads = reads;
        this.dataThrough = dataThrough;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", TEMPLATE, READERS, this::overview, "period"));
    }

    private record Period(String id, int from, int through) {}

    /** @param period the one that is shown where nobody asked for another; its segments are listed */
    private record Overview(
            Program program,
            long sequence,
            int today,
            String period,
            List<Period> periods,
            Map<String, List<String>> segments,
            Map<String, String> distributors,
            List<FeedsDue.Feed> overdue) {}

    private void overview(Request request, Responder responder) {
        reads.ask(responder, core -> read(core, request), found -> Json.response(200, json -> write(json, found)));
    }

    private Overview read(ScoringCore core, Request request) throws HttpProblem {
        ProgramReads in = new ProgramReads(core);
        String asked = request.query("period");
        ProgramInstance program = in.program(request.variable("program"), asked);
        String shown = in.period(program, asked);
        List<Period> periods = periods(core, in, program);
        return new Overview(
                program.program(),
                core.sequence(),
                core.facts().today,
                shown,
                periods,
                segments(in, program),
                distributors(core),
                FeedsDue.overdue(core));
    }

    /** Those in which anybody is on a board, of every version, and the running one. */
    private static List<Period> periods(ScoringCore core, ProgramReads in, ProgramInstance program) {
        List<Period> periods = new ArrayList<>();
        for (ProgramInstance version : core.versions(program.program().id())) {
            Calendar calendar = version.calendar();
            TreeSet<Integer> ordinals = in.listed(version);
            if (version.showsOn(core.facts().today)) {
                ordinals.add(calendar.parse(in.running(version)));
            }
            for (int ordinal : ordinals) {
                periods.add(new Period(calendar.id(ordinal), calendar.firstDay(ordinal), calendar.until(ordinal) - 1));
            }
        }
        return periods;
    }

    /** The segments of each board in any period, as they are called. */
    private static Map<String, List<String>> segments(ProgramReads in, ProgramInstance program) {
        Map<String, List<String>> segments = new TreeMap<>();
        for (TrackInstance track : program.tracks()) {
            for (BoardFamily family : track.boards()) {
                TreeSet<String> names = new TreeSet<>();
                if (family.board().per() != null) {
                    for (int ordinal : family.periods()) {
                        names.addAll(in.reader()
                                .segments(program, family, program.calendar().id(ordinal)));
                    }
                }
                segments.put(family.board().name(), List.copyOf(names));
            }
        }
        return segments;
    }

    /** Names of the distributors whose data arrives: those that have one. */
    private Map<String, String> distributors(ScoringCore core) {
        Map<String, String> names = new TreeMap<>();
        Participants participants = core.facts().participants;
        for (String id : dataThrough.of(core).keySet()) {
            int participant = participants.find("distributor", id);
            int record = participant == Participants.NONE ? 0 : participants.recordOn(participant, core.facts().today);
            String name = core.facts().names.values.text(participants.name(record));
            if (!name.isEmpty()) {
                names.put(id, name);
            }
        }
        return names;
    }

    private static void write(JsonGenerator json, Overview found) throws IOException {
        Program program = found.program();
        json.writeStringField("program", program.id());
        json.writeStringField("name", program.name());
        json.writeNumberField("sequence", found.sequence());
        json.writeStringField("today", date(found.today()));
        json.writeStringField("currency", program.currency());
        json.writeObjectFieldStart("points");
        json.writeStringField("name", program.points().name());
        json.writeNumberField("decimals", program.points().decimals());
        if (program.points().worth() != null) {
            json.writeStringField("worth", Fixed.format(program.points().worth()));
        }
        json.writeEndObject();
        json.writeStringField("period", found.period());
        AnswerJson.list(json, "periods", found.periods(), period -> {
            json.writeStringField("period", period.id());
            json.writeStringField("from", date(period.from()));
            json.writeStringField("through", date(period.through()));
        });
        json.writeObjectFieldStart("distributors");
        for (Map.Entry<String, String> distributor : found.distributors().entrySet()) {
            json.writeStringField(distributor.getKey(), distributor.getValue());
        }
        json.writeEndObject();
        AnswerJson.list(json, "overdue", found.overdue(), feed -> {
            json.writeStringField("feed", feed.name());
            feed.writeDue(json);
        });
        AnswerJson.list(json, "measures", program.measures(), measure -> measure(json, measure));
        AnswerJson.list(json, "tracks", program.tracks(), track -> track(json, track));
        AnswerJson.list(json, "boards", program.boards(), board -> board(json, found, board));
    }

    private static String date(int epochDay) {
        return LocalDate.ofEpochDay(epochDay == Integer.MIN_VALUE ? 0 : epochDay)
                .toString();
    }

    private static void measure(JsonGenerator json, Program.Measure measure) throws IOException {
        json.writeStringField("measure", measure.name());
        json.writeStringField("of", measure.aggregate() == Program.Aggregate.COUNT ? "count" : measure.field());
        if (measure.group() != null) {
            json.writeStringField("group", measure.group());
        }
        boolean narrowed = measure.kind() != null
                || !measure.where().isEmpty()
                || !measure.window().equals(Program.DateRange.ALWAYS);
        json.writeBooleanField("narrowed", narrowed);
    }

    private static void track(JsonGenerator json, Program.Track track) throws IOException {
        json.writeStringField("track", track.name());
        json.writeStringField("kind", track.kind());
        AnswerJson.list(json, "ladder", track.ladder(), tier -> {
            json.writeStringField("tier", tier.name());
            json.writeArrayFieldStart("when");
            for (Program.Condition condition : tier.when()) {
                ConditionJson.write(json, condition);
            }
            json.writeEndArray();
        });
    }

    private static void board(JsonGenerator json, Overview found, Program.Board board) throws IOException {
        ProgramJson.board(json, board);
        json.writeStringField("kind", kind(found.program(), board));
        json.writeArrayFieldStart("segments");
        for (String segment : found.segments().getOrDefault(board.name(), List.of())) {
            json.writeString(segment);
        }
        json.writeEndArray();
    }

    /** The kind of participants on a board. */
    private static String kind(Program program, Program.Board board) {
        if (board.level() != null) {
            return board.level();
        }
        return program.tracks().stream()
                .filter(track -> track.name().equals(board.track()))
                .map(Program.Track::kind)
                .findFirst()
                .orElse("");
    }
}
