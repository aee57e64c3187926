package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.Prize;
import io.tidemark.engine.program.Program.Rank;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.engine.program.Program.Window;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Boards: who is compared, by what, with what ties. */
final class BoardReader {
    private final Names names;
    private final Problems problems;

    BoardReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    List<Board> boards(MappingReader section, List<Track> tracks) {
        return Sections.read(section, "board", ProgramLimits.BOARDS, (name, reader) -> board(name, reader, tracks));
    }

    private Board board(String name, MappingReader reader, List<Track> tracks) {
        SourceNode trackNode = reader.required("track", "track: " + first(names.tracks(), "reps"));
        String track =
                trackNode == null ? null : names.reference(trackNode, "track", "track", names.tracks(), problems);
        Rank rank = rank(reader);
        List<String> ties = ties(reader);
        String level = reader.id("level");
        warnOfOwnLevel(reader, track, level, tracks);
        String per = reader.text("per");
        if (per != null && (per.isBlank() || per.length() > ProgramLimits.TEXT)) {
            problems.error(reader.node("per"), "per names no attribute", "write e.g. territory, region or tier");
        }
        Long min = reader.number("min");
        Window window = WindowReader.any(reader);
        PrizeReader closing = new PrizeReader(problems);
        List<Prize> prizes = closing.prizes(reader);
        boolean all = closing.tiesTakeAll(reader, prizes);
        return new Board(
                name, track, rank, ties, level, per, min, prizes, all, window == null ? Window.PERIOD : window);
    }

    private Rank rank(MappingReader reader) {
        SourceNode node = reader.required("rank", "rank: points");
        if (node == null) {
            return null;
        }
        if (node instanceof Mapping mapping) {
            return ratio(new MappingReader("the rank", mapping, problems));
        }
        if (node instanceof Scalar scalar && scalar.text().equals(Names.POINTS)) {
            return Rank.POINTS;
        }
        List<String> known = new ArrayList<>(names.measures());
        known.add(Names.POINTS);
        String measure = names.reference(node, "rank", "measure", known, problems);
        return measure == null ? null : new Rank(measure, null);
    }

    private Rank ratio(MappingReader reader) {
        SourceNode ratio = reader.required("ratio", "ratio: volume");
        SourceNode to = reader.required("to", "to: units");
        String over = ratio == null ? null : names.measure(ratio, "ratio", problems);
        String under = to == null ? null : names.measure(to, "to", problems);
        reader.unknownKeys();
        return over == null || under == null ? null : new Rank(over, under);
    }

    private List<String> ties(MappingReader reader) {
        List<String> ties = new ArrayList<>();
        for (SourceNode item : reader.list("ties")) {
            String measure = names.measure(item, "ties", problems);
            if (measure != null && ties.contains(measure)) {
                problems.error(item, measure + " stands twice in ties", "name it once");
            } else if (measure != null) {
                ties.add(measure);
            }
        }
        return List.copyOf(ties);
    }

    private void warnOfOwnLevel(MappingReader reader, String track, String level, List<Track> tracks) {
        boolean own = level != null
                && tracks.stream()
                        .anyMatch(candidate -> candidate.name().equals(track) && level.equals(candidate.kind()));
        if (own) {
            problems.warning(
                    reader.node("level"),
                    "level " + level + " is the kind of the track's own participants",
                    "leave level out to rank them; level names the kind of somebody above them, e.g. location");
        }
    }

    private static String first(Iterable<String> names, String otherwise) {
        return names.iterator().hasNext() ? names.iterator().next() : otherwise;
    }
}
