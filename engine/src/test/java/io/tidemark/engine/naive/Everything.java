package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.Track;
import java.util.ArrayList;
import java.util.List;

/** All answers of one kind as sorted lines of text, for comparing two models and for reading the difference. */
final class Everything {
    private Everything() {}

    /** Every row of every board in every period that has a standing. */
    static List<String> boards(NaiveModel model, Program program) {
        List<String> periods = model.standings(program.id()).stream()
                .map(standing -> standing.place().period())
                .distinct()
                .sorted()
                .toList();
        List<String> lines = new ArrayList<>();
        for (Board board : program.boards()) {
            for (String period : periods) {
                model.board(program.id(), board.name(), period)
                        .forEach((segment, rows) ->
                                lines.add(String.join("|", program.id(), board.name(), period, segment) + " " + rows));
            }
        }
        return lines;
    }

    /** Every identity on every track. */
    static List<String> credits(NaiveModel model, Program program) {
        List<String> lines = new ArrayList<>();
        for (Track track : program.tracks()) {
            for (Identity identity : model.highestVersions().keySet()) {
                String place = String.join("|", program.id(), track.name(), identity.toString());
                model.credit(program.id(), track.name(), identity).forEach(credit -> lines.add(place + " " + credit));
            }
        }
        return lines;
    }
}
