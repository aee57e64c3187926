package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.Track;
import java.math.BigDecimal;

/** What is known of one participant beside its activities, in a period: on the last day of it that has come. */
final class Circumstances {
    private final Scored scored;
    private final Who who;

    Circumstances(Scored scored, Who who) {
        this.scored = scored;
        this.who = who;
    }

    private int day(String period) {
        return Calendar.lastDayThatHasCome(scored.program.periods(), period, scored.today);
    }

    String attribute(String name, String period) {
        return scored.directory.row(who, day(period)).attributes().get(name);
    }

    /** The number for exactly this period's or year's id, or null. */
    BigDecimal given(String name, String period) {
        return scored.directory.given.target(who, name, period);
    }

    boolean has(HasStatus status, String period) {
        Who asked = whose(status.whose(), period);
        return asked != null
                && scored.directory
                        .given
                        .status(asked, status.status(), day(period))
                        .equals(status.is());
    }

    /** Whether an ancestor holds a tier, or a higher one, on the first track of its kind that has such a tier. */
    boolean holds(HoldsTier tier, String period) {
        Who asked = whose(tier.whose(), period);
        if (asked == null) {
            return false;
        }
        Track track = scored.program.tracks().stream()
                .filter(one -> one.kind().equals(tier.whose()) && position(one, tier.tier()) >= 0)
                .findFirst()
                .orElseThrow();
        Tiers tiers = new Tiers(scored.program.measures(), track, scored.reckoning(track, asked));
        return tiers.held(period) >= position(track, tier.tier());
    }

    private static int position(Track track, String tier) {
        return track.ladder().stream().map(one -> one.name()).toList().indexOf(tier);
    }

    private Who whose(String kind, String period) {
        return kind == null ? who : scored.directory.ancestor(who, kind, day(period));
    }
}
