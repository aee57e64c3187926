package io.tidemark.tools.cli;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * One pass over the facts as they stand at the end: what is set aside and why, and how far each distributor's data goes.
 * Both are derived here and not counted while reading, because what is set aside heals when later facts arrive.
 */
public final class Survey {
    private final Map<String, Map<String, Long>> setAside = new TreeMap<>();
    private final Map<String, Integer> lastDays = new TreeMap<>();
    private long activitiesSetAside;

    private Survey() {}

    public static Survey of(ScoringCore core) {
        Survey survey = new Survey();
        int distributor = core.facts().names.names.find("distributor");
        Credit credit = new Credit();
        for (int identity = 0; identity < core.facts().identities.count(); identity++) {
            survey.lookAtDate(core, identity, distributor);
            survey.lookAtCredits(core, identity, credit);
        }
        return survey;
    }

    private void lookAtDate(ScoringCore core, int identity, int role) {
        Versions versions = core.facts().versions;
        int version = core.facts().identities.standing(identity);
        int participant =
                role < 0 || versions.isVoid(version) ? Participants.NONE : versions.participant(version, role);
        if (participant != Participants.NONE) {
            lastDays.merge(core.facts().participants.id(participant), versions.date(version), Math::max);
        }
    }

    private void lookAtCredits(ScoringCore core, int identity, Credit credit) {
        boolean anywhere = false;
        for (ProgramInstance program : core.programs()) {
            for (TrackInstance track : program.tracks()) {
                for (int slot = 0; slot < track.credits().count(); slot++) {
                    Reason reason = track.judge(slot, identity, program.crediting(), credit);
                    // what holds for every role is counted once
                    if (reason.isSetAside() && (slot == 0 || reason != credit.reason())) {
                        anywhere = true;
                        count(program, track, reason);
                    }
                }
            }
        }
        activitiesSetAside += anywhere ? 1 : 0;
    }

    private void count(ProgramInstance program, TrackInstance track, Reason reason) {
        setAside.computeIfAbsent(program.program().id() + "/" + track.track().name(), key -> new TreeMap<>())
                .merge(reason.text(), 1L, Long::sum);
    }

    /** Activities that at least one track sets aside. */
    public long activitiesSetAside() {
        return activitiesSetAside;
    }

    /** Activities set aside by {@code program/track} and reason. */
    public Map<String, Map<String, Long>> setAside() {
        return setAside;
    }

    /** Per distributor's id the last day for which it reported, as an ISO date. */
    public Map<String, String> dataThrough() {
        Map<String, String> dates = new TreeMap<>();
        lastDays.forEach((id, day) -> dates.put(id, LocalDate.ofEpochDay(day).toString()));
        return dates;
    }
}
