package io.tidemark.gateway.http;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A participant of a program that a request names by id, where that is unique, or by {@code kind:id}.
 *
 * @param tracks of the program that are for its kind and that the request asks about
 */
record Participant(ProgramInstance program, String kind, String id, List<TrackInstance> tracks) {

    static Participant find(ProgramReads in, ScoringCore core, ProgramInstance program, Request request)
            throws HttpProblem {
        String text = request.variable("participant");
        List<TrackInstance> tracks = StandingRoutes.tracks(program, request.query("track"));
        Set<String> kinds = new LinkedHashSet<>();
        tracks.forEach(track -> kinds.add(track.track().kind()));
        List<String> named = known(core, kinds, text);
        int colon = text.indexOf(':');
        if (named.isEmpty() && colon > 0) {
            String kind = ParticipantRow.kindOfRole(text.substring(0, colon));
            String id = text.substring(colon + 1);
            if (kinds.contains(kind) && core.facts().participants.find(kind, id) != Participants.NONE) {
                return of(program, kind, id, tracks);
            }
        }
        if (named.size() > 1) {
            // one of them may be the only one with anything to show
            List<String> credited = credited(in, program, tracks, text, request);
            named = credited.isEmpty() ? named : credited;
        }
        if (named.size() > 1) {
            List<String> several = named;
            throw new HttpProblem(
                            409,
                            text + " is several participants — name one of "
                                    + String.join(
                                            ", ",
                                            several.stream()
                                                    .map(kind -> kind + ":" + text)
                                                    .toList()))
                    .with(json -> {
                        json.writeArrayFieldStart("participants");
                        for (String kind : several) {
                            json.writeString(kind + ":" + text);
                        }
                        json.writeEndArray();
                    });
        }
        if (named.isEmpty()) {
            throw HttpProblem.notFound("nobody called " + text + " is on a track of "
                    + program.program().id() + " — name a " + String.join(" or ", kinds) + " by its id, or kind:id");
        }
        return of(program, named.get(0), text, tracks);
    }

    private static Participant of(ProgramInstance program, String kind, String id, List<TrackInstance> tracks) {
        List<TrackInstance> own = tracks.stream()
                .filter(track -> track.track().kind().equals(kind))
                .toList();
        return new Participant(program, kind, id, own);
    }

    private static List<String> credited(
            ProgramReads in, ProgramInstance program, List<TrackInstance> tracks, String id, Request request)
            throws HttpProblem {
        String period = in.period(program, request.query("period"));
        return tracks.stream()
                .filter(track -> in.reader().standing(program, track, id, period) != null)
                .map(track -> track.track().kind())
                .distinct()
                .toList();
    }

    private static List<String> known(ScoringCore core, Set<String> kinds, String id) {
        List<String> known = new ArrayList<>();
        for (String kind : kinds) {
            if (core.facts().participants.find(kind, id) != Participants.NONE) {
                known.add(kind);
            }
        }
        return known;
    }

    /** The standing on the first track on which there is one in the period. */
    StandingView standing(StandingsReader reader, String period) throws HttpProblem {
        for (TrackInstance track : tracks) {
            StandingView view = reader.standing(program, track, id, period);
            if (view != null) {
                return view;
            }
        }
        throw HttpProblem.notFound(kind + ":" + id + " is credited with nothing in " + period);
    }

    /** The first track on which there is a standing in the period, or the first of its kind. */
    TrackInstance track(StandingsReader reader, String period) {
        for (TrackInstance track : tracks) {
            if (reader.standing(program, track, id, period) != null) {
                return track;
            }
        }
        return tracks.get(0);
    }
}
