package io.tidemark.engine.query;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.CreditRoles;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of one activity, and why it earned nothing. Reads the core on its own thread, between frames. */
public final class ActivityReader {
    private final ScoringCore core;
    private final Facts facts;
    private final Credit judged = new Credit();

    public ActivityReader(ScoringCore core) {
        this.core = core;
        this.facts = core.facts();
    }

    /** Whether anything is recorded under a reference, {@code id} or {@code id/line}. */
    public boolean isRecorded(String source, String reference) {
        int slash = reference.lastIndexOf('/');
        return facts.identities.find(source, reference, "") >= 0
                || slash >= 0
                        && facts.identities.find(source, reference.substring(0, slash), reference.substring(slash + 1))
                                >= 0;
    }

    /** The identity's view, or null where nothing is recorded under it. */
    public ActivityView activity(String source, String id, String line) {
        int identity = facts.identities.find(source, id, line);
        if (identity < 0) {
            return null;
        }
        List<ActivityView.Credited> tracks = new ArrayList<>();
        for (ProgramInstance running : core.programs()) {
            ProgramInstance program = version(running, identity);
            for (TrackInstance track : program.tracks()) {
                for (int slot = 0; slot < track.credits().count(); slot++) {
                    tracks.add(credited(identity, program, track, slot));
                }
            }
        }
        return new ActivityView(source, facts.identities.reference(identity), versions(identity), tracks);
    }

    /** The version of a program that shows the day by which an activity acts. */
    private ProgramInstance version(ProgramInstance program, int identity) {
        program.crediting().judge(identity, judged);
        return core.showing(program.program().id(), judged.date);
    }

    private List<ActivityView.Version> versions(int identity) {
        Versions versions = facts.versions;
        List<ActivityView.Version> views = new ArrayList<>();
        int standing = facts.identities.standing(identity);
        for (int v = facts.identities.newest(identity); v != 0; v = versions.previous(v)) {
            String function = switch (versions.function(v)) {
                case 0 -> "original";
                case 1 -> "correct";
                case 2 -> "void";
                default -> "restated";
            };
            views.add(new ActivityView.Version(
                    versions.sequence(v),
                    function,
                    Math.max(versions.revision(v), 0),
                    v == standing,
                    versions.isConflict(v) && v != standing,
                    fields(v)));
        }
        return views;
    }

    private Map<String, String> fields(int version) {
        Versions versions = facts.versions;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", facts.names.names.text(versions.kind(version)));
        fields.put("date", LocalDate.ofEpochDay(versions.date(version)).toString());
        for (int k = 0; k < versions.roleCount(version); k++) {
            String role = facts.names.names.text(versions.role(version, k));
            fields.put(role, facts.participants.id(versions.participantAt(version, k)));
        }
        put(fields, "sku", facts.products.sku(versions.product(version)));
        if (versions.hasQuantity(version)) {
            fields.put("quantity", Fixed.format(versions.quantity(version)));
        }
        if (versions.hasAmount(version)) {
            fields.put("amount", Fixed.format(versions.amount(version)));
        }
        put(fields, "currency", facts.names.names.text(versions.currency(version)));
        put(fields, "original", facts.names.values.text(versions.original(version)));
        for (int k = 0; k < versions.fieldCount(version); k++) {
            fields.put(facts.names.names.text(versions.fieldName(version, k)), versions.fieldAsText(version, k));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    private ActivityView.Credited credited(int identity, ProgramInstance program, TrackInstance track, int slot) {
        Credit credit = new Credit();
        CreditRoles credits = track.credits();
        Reason reason = track.judge(slot, identity, program.crediting(), credit);
        if (reason != Reason.NONE) {
            return new ActivityView.Credited(
                    program.program().id(),
                    track.track().name(),
                    credits.text(slot),
                    credits.share(slot),
                    reason.text() + holder(credit),
                    "",
                    "",
                    Map.of(),
                    Map.of(),
                    "");
        }
        int period = program.calendar().ordinal(facts.versions.date(credit.version));
        int row = track.standings().find(credit.participant, period);
        long[] deltas = new long[track.measures().count()];
        track.measures().contribute(credit, 1, deltas);
        BigInteger[] with = track.standings().exactMeasures(row);
        BigInteger[] without = with.clone();
        DistinctWalk distinct = new DistinctWalk(track, row);
        distinct.add(credit, -1);
        distinct.write(without);
        Map<String, BigInteger> measures = new LinkedHashMap<>();
        for (int k = 0; k < deltas.length; k++) {
            if (deltas[k] != 0) {
                BigInteger delta = BigInteger.valueOf(deltas[k]).multiply(credits.weight(slot));
                track.inputs().add(without, k, delta.negate());
                measures.put(track.measures().measure(k).name(), credits.shown(delta));
            }
        }
        return new ActivityView.Credited(
                program.program().id(),
                track.track().name(),
                credits.text(slot),
                credits.share(slot),
                "",
                facts.participants.key(credit.participant),
                program.calendar().id(period),
                measures,
                rules(track, with, without),
                why(track, measures, with, without));
    }

    /** Behind a reason that ends in {@code by}: a blank and who it is. */
    private String holder(Credit credit) {
        int holder = credit.heldBy;
        return holder == Identities.NONE
                ? ""
                : " " + facts.identities.sourceText(holder) + ":" + facts.identities.reference(holder);
    }

    private static Map<String, BigInteger> rules(TrackInstance track, BigInteger[] with, BigInteger[] without) {
        int count = track.rules().count();
        BigInteger[] values = new BigInteger[count];
        BigInteger[] others = new BigInteger[count];
        track.rules().evaluate(with, values, false);
        track.rules().evaluate(without, others, false);
        Map<String, BigInteger> rules = new LinkedHashMap<>();
        for (int k = 0; k < count; k++) {
            BigInteger worth = values[k].subtract(others[k]);
            if (worth.signum() != 0) {
                rules.put(track.rules().rule(k).name(), worth);
            }
        }
        return rules;
    }

    /** In words, why a credited activity is worth nothing to its participant. */
    private static String why(
            TrackInstance track, Map<String, BigInteger> measures, BigInteger[] with, BigInteger[] without) {
        if (!rules(track, with, without).isEmpty()) {
            return "";
        }
        if (measures.isEmpty()) {
            return "no measure of the program selects it";
        }
        int count = track.rules().count();
        BigInteger[] openWith = new BigInteger[count];
        BigInteger[] openWithout = new BigInteger[count];
        track.rules().evaluate(with, openWith, true);
        track.rules().evaluate(without, openWithout, true);
        for (int k = 0; k < count; k++) {
            Program.Rule rule = track.rules().rule(k);
            if (!track.rules().isOpen(k, with) && !openWith[k].equals(openWithout[k])) {
                String conditions = String.join(
                        ", ", rule.needs().stream().map(ConditionWords::of).toList());
                return "held back: rule " + rule.name() + " needs " + conditions;
            }
        }
        BigInteger[] values = new BigInteger[count];
        BigInteger[] others = new BigInteger[count];
        track.rules().evaluate(with, values, false);
        track.rules().evaluate(without, others, false);
        for (int k = 0; k < count; k++) {
            Program.Rule rule = track.rules().rule(k);
            BigInteger uncapped = track.rules().uncapped(k, with, values);
            boolean moves = !uncapped.equals(track.rules().uncapped(k, without, others));
            if (moves && rule.cap() != null && uncapped.compareTo(BigInteger.valueOf(rule.cap())) > 0) {
                BigInteger cut = uncapped.subtract(BigInteger.valueOf(rule.cap()));
                return "capped: rule " + rule.name() + " is cut by " + Fixed.format(cut);
            }
        }
        return "no rule changes by it";
    }
}
