package io.tidemark.engine;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import java.util.Map;
import java.util.TreeMap;

/** Why every identity earns nothing, per program, track and role; by texts alone, so that the order of arrival does not show. */
final class SetAside {
    private SetAside() {}

    /** What differs between two cores. */
    static Map<String, String> differences(ScoringCore one, ScoringCore other) {
        Map<String, String> left = of(one);
        Map<String, String> differences = new TreeMap<>();
        of(other).forEach((place, reason) -> {
            if (!reason.equals(left.get(place))) {
                differences.put(place, left.get(place) + " and " + reason);
            }
        });
        return differences;
    }

    private static Map<String, String> of(ScoringCore core) {
        Map<String, String> reasons = new TreeMap<>();
        Facts facts = core.facts();
        for (int identity = 0; identity < facts.identities.count(); identity++) {
            for (ProgramInstance program : core.programs()) {
                for (TrackInstance track : program.tracks()) {
                    for (int slot = 0; slot < track.credits().count(); slot++) {
                        String place = String.join(
                                " ",
                                text(facts, identity),
                                program.program().id(),
                                track.track().name(),
                                "" + slot);
                        reasons.put(place, reason(facts, identity, program, track, slot));
                    }
                }
            }
        }
        return reasons;
    }

    private static String reason(Facts facts, int identity, ProgramInstance program, TrackInstance track, int slot) {
        Credit credit = new Credit();
        Reason reason = track.judge(slot, identity, program.crediting(), credit);
        boolean held = credit.heldBy != Identities.NONE && reason != Reason.NONE;
        return reason.text() + (held ? " " + text(facts, credit.heldBy) : "");
    }

    private static String text(Facts facts, int identity) {
        return String.join(
                ":",
                facts.identities.sourceText(identity),
                facts.identities.idText(identity),
                facts.identities.lineText(identity));
    }
}
