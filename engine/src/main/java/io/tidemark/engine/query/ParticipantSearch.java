package io.tidemark.engine.query;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Participants whose name or id holds a text, whatever the case. Looks at everybody, in bounded steps, on the core's thread
 * between frames.
 */
public final class ParticipantSearch {
    /** From best to worst. */
    private enum Match {
        ID,
        BEGINNING,
        WORD,
        INSIDE
    }

    /**
     * @param participant {@code kind:id}
     * @param name as in force today, or empty
     */
    public record Found(String participant, String name) {}

    private record Ranked(Match match, Found found) {}

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparing(Ranked::match)
            .thenComparing(ranked -> ranked.found().name())
            .thenComparing(ranked -> ranked.found().participant());

    private final Facts facts;
    private final Set<String> kinds;
    private final String text;
    private final int limit;
    private final List<Ranked> found = new ArrayList<>();
    private int next;

    /**
     * @param kinds of participants that are looked at
     * @param limit most that are found
     */
    public ParticipantSearch(ScoringCore core, Set<String> kinds, String text, int limit) {
        this.facts = core.facts();
        this.kinds = kinds;
        this.text = text.toLowerCase(Locale.ROOT);
        this.limit = limit;
    }

    /**
     * Goes on.
     *
     * @param most participants looked at
     * @return whether everybody was looked at
     */
    public boolean read(int most) {
        int until = Math.min(facts.participants.count(), next + most);
        for (; next < until; next++) {
            if (kinds.contains(facts.names.names.text(facts.participants.kind(next)))) {
                look(next);
            }
        }
        return next == facts.participants.count();
    }

    private void look(int participant) {
        Participants all = facts.participants;
        String name = facts.names.values.text(all.name(all.recordOn(participant, facts.today)));
        Match match = match(all.id(participant), name.toLowerCase(Locale.ROOT));
        if (match == null) {
            return;
        }
        found.add(new Ranked(match, new Found(all.key(participant), name)));
        if (found.size() >= 2 * limit + 64) {
            keepBest();
        }
    }

    private Match match(String id, String name) {
        if (id.equalsIgnoreCase(text)) {
            return Match.ID;
        }
        if (name.startsWith(text)) {
            return Match.BEGINNING;
        }
        if (name.contains(" " + text)) {
            return Match.WORD;
        }
        return name.contains(text) || id.toLowerCase(Locale.ROOT).contains(text) ? Match.INSIDE : null;
    }

    private void keepBest() {
        found.sort(BEST_FIRST);
        if (found.size() > limit) {
            found.subList(limit, found.size()).clear();
        }
    }

    /** What was found so far, best first. */
    public List<Found> found() {
        keepBest();
        return found.stream().map(Ranked::found).toList();
    }
}
