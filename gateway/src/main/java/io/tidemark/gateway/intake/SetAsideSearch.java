package io.tidemark.gateway.intake;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.gateway.http.HttpProblem;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A search through the facts, in steps that are short for the core, for what a program sets aside as things stand. One step at
 * a time, each on the core's thread.
 */
final class SetAsideSearch {
    /** Ids of what is set aside begin so: {@code aside/PROGRAM/TRACK/SOURCE/ACTIVITY}. */
    static final String PREFIX = "aside/";

    private static final int IDENTITIES_PER_STEP = 4_096;

    /**
     * One activity that earns nothing on one track.
     *
     * @param role the one of the track's roles that would be credited
     * @param missing what has to become known for it to count, {@code kind:id} or a word; empty where nothing helps
     * @param quantity units, or 0 where none is given; of a return against the sale
     */
    record Found(
            String id,
            String source,
            String activity,
            String track,
            String role,
            String reason,
            String missing,
            Map<String, String> fields,
            long quantity,
            long amount) {}

    /** Which are looked for; null for any. */
    record Wanted(String program, String feed, String reason) {}

    private final Wanted wanted;
    private final Consumer<Found> found;
    private final Credit credit = new Credit();
    private int next;
    private int most;
    private boolean done;

    /** @param most after so many it stops; {@link #next} says where to go on */
    SetAsideSearch(Wanted wanted, int from, int most, Consumer<Found> found) {
        this.wanted = wanted;
        this.next = from;
        this.most = most;
        this.found = found;
    }

    boolean isDone() {
        return done;
    }

    /** Where a search for the rest begins, or -1 where there is none. */
    int next() {
        return most > 0 ? -1 : next;
    }

    /** Looks at a few more facts. */
    SetAsideSearch step(ScoringCore core) throws HttpProblem {
        ProgramInstance program = new StandingsReader(core).program(wanted.program());
        if (program == null) {
            throw HttpProblem.notFound("there is no program " + wanted.program() + " — GET /v1/programs lists them");
        }
        int count = core.facts().identities.count();
        int until = Math.min(count, next + IDENTITIES_PER_STEP);
        for (; next < until && most > 0; next++) {
            look(core, program, next);
        }
        done = most <= 0 || next >= count;
        return this;
    }

    private void look(ScoringCore core, ProgramInstance program, int identity) {
        if (wanted.feed() != null
                && !wanted.feed().equals(core.facts().identities.sourceText(identity))) {
            return;
        }
        program.crediting().judge(identity, credit);
        ProgramInstance version = core.showing(wanted.program(), credit.date);
        for (TrackInstance track : version.tracks()) {
            for (int slot = 0; slot < track.credits().count(); slot++) {
                Reason why = track.judge(slot, identity, version.crediting(), credit);
                if (why.isSetAside()
                        && (wanted.reason() == null || wanted.reason().equals(why.text()))) {
                    tell(core, found(core.facts(), identity, track, slot, why));
                }
            }
        }
    }

    private void tell(ScoringCore core, Found one) {
        if (core.desk().entry(DeskCollection.REFUSED, one.id()) == null) {
            most--;
            found.accept(one);
        }
    }

    private Found found(Facts facts, int identity, TrackInstance track, int slot, Reason why) {
        String source = facts.identities.sourceText(identity);
        String reference = facts.identities.reference(identity);
        String name = track.track().name();
        String role = track.credits().text(slot);
        String place = track.credits().count() > 1 ? name + "@" + role : name;
        return new Found(
                PREFIX + wanted.program() + "/" + place + "/" + source + "/" + reference,
                source,
                reference,
                name,
                role,
                why.text(),
                missing(facts, why),
                fields(facts, identity),
                credit.quantity,
                credit.amount);
    }

    private String missing(Facts facts, Reason why) {
        return switch (why) {
            case UNKNOWN_PARTICIPANT, BEFORE_ENROLMENT, AFTER_LEAVING, NOT_ELIGIBLE ->
                facts.participants.key(credit.participant);
            case UNKNOWN_PRODUCT -> "sku:" + facts.products.sku(credit.product);
            case KIND_NOT_SCORED -> "kind:" + facts.names.names.text(credit.kind);
            case OTHER_CURRENCY -> "currency:" + facts.names.names.text(credit.currency);
            default -> "";
        };
    }

    private static Map<String, String> fields(Facts facts, int identity) {
        Versions versions = facts.versions;
        int version = facts.identities.standing(identity);
        Map<String, String> fields = new TreeMap<>();
        fields.put("kind", facts.names.names.text(versions.kind(version)));
        fields.put("date", LocalDate.ofEpochDay(versions.date(version)).toString());
        fields.put("sku", facts.products.sku(versions.product(version)));
        fields.put("quantity", versions.hasQuantity(version) ? Fixed.format(versions.quantity(version)) : "");
        fields.put("amount", versions.hasAmount(version) ? Fixed.format(versions.amount(version)) : "");
        for (int k = 0; k < versions.roleCount(version); k++) {
            fields.put(
                    facts.names.names.text(versions.role(version, k)),
                    facts.participants.id(versions.participantAt(version, k)));
        }
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
