package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Track;
import java.util.List;

/** Whom a program's track credits with an effect, or why nobody: the first reason in the contract's order. */
final class Crediting {
    private final Program program;
    private final Directory directory;

    private final Claiming claiming;

    Crediting(Program program, Directory directory, Claiming claiming) {
        this.program = program;
        this.directory = directory;
        this.claiming = claiming;
    }

    /** The same of a claim that waits, as if it were approved. */
    List<Credit> ifApproved(Effect effect, Track track) {
        return track.credit().stream()
                .map(share -> ofRole(effect, track, share.role()))
                .toList();
    }

    /** One for each role that the track credits, in its order: each role by itself. */
    List<Credit> credits(Effect effect, Track track) {
        String reason = programReason(effect);
        return track.credit().stream()
                .map(share -> reason != null ? Credit.setAside(reason) : ofRole(effect, track, share.role()))
                .toList();
    }

    private String programReason(Effect effect) {
        if (effect.ofVoid()) {
            return Effect.OVER_RETURN;
        }
        if (!program.runs().contains(effect.date()) || Calendar.periodOf(program.periods(), effect.date()) == null) {
            return "outside-program";
        }
        if (effect.currencies().stream().anyMatch(this::isForeign)) {
            return "other-currency";
        }
        String kindReason = kindReason(effect);
        if (kindReason != null) {
            return kindReason;
        }
        if (effect.quantity().abs().compareTo(Numbers.of(Fixed.MAX_ACTIVITY)) > 0) {
            return "quantity-out-of-range";
        }
        if (program.unknownProductsWait() && !effect.sku().isEmpty() && !directory.knowsProduct(effect.sku())) {
            return "unknown-product";
        }
        return Claiming.isClaim(effect) ? claiming.reason(effect) : returnReason(effect);
    }

    private boolean isForeign(String currency) {
        return !currency.isEmpty() && !currency.equals(program.currency());
    }

    private String kindReason(Effect effect) {
        String kind = effect.kind();
        if (kind.equals(Activity.SALE) || kind.equals(Activity.RETURN)) {
            return null;
        }
        if (program.claims() != null && Claiming.isClaim(effect)) {
            return effect.negative() ? "negative-not-allowed" : null;
        }
        for (Program.Kind declared : program.kinds()) {
            if (declared.name().equals(kind)) {
                return effect.negative() && !declared.signAny() ? "negative-not-allowed" : null;
            }
        }
        if (program.otherKinds().contains(kind)) {
            return effect.negative() ? "negative-not-allowed" : null;
        }
        return "kind-not-scored";
    }

    private String returnReason(Effect effect) {
        if (!effect.kind().equals(Activity.RETURN)) {
            return null;
        }
        if (effect.problem() != null && !(effect.problem().equals(Effect.WAITING) && accepts())) {
            return effect.problem();
        }
        int within = program.returns().withinDays();
        return effect.matched() && within >= 0 && effect.daysAfterSale() > within ? "outside-return-window" : null;
    }

    private boolean accepts() {
        return !program.returns().unmatchedWait();
    }

    /** Who fills a role that the activity leaves empty: by its territory, else its postal code, else its location's territory. */
    private String assigned(Effect effect, String role) {
        String territory = effect.fields().get("territory");
        if (territory != null) {
            return directory.given.inTerritory(territory, role, effect.date());
        }
        String code = effect.fields().get("postal-code");
        String byCode = code == null ? "" : directory.given.forCode(code, role, effect.date());
        String location = directory.meant(effect, "location");
        if (!byCode.isEmpty() || location.isEmpty()) {
            return byCode;
        }
        String of = directory
                .row(new Who("location", location), effect.date())
                .attributes()
                .get("territory");
        return of == null ? "" : directory.given.inTerritory(of, role, effect.date());
    }

    private Credit ofRole(Effect effect, Track track, String role) {
        String id = effect.roles().containsKey(role) ? directory.meant(effect, role) : assigned(effect, role);
        if (id.isEmpty()) {
            return Credit.setAside("no-such-role");
        }
        Who who = new Who(ParticipantRow.kindOfRole(role), id);
        if (program.unknownParticipantsWait() && !directory.knows(who)) {
            return Credit.setAside("unknown-participant");
        }
        ParticipantRow row = directory.row(who, effect.date());
        if (!who.kind().equals(track.kind()) || !FieldTests.allHold(track.where(), row.attributes()::get)) {
            return Credit.setAside("not-eligible");
        }
        if (effect.date() < row.enrolled()) {
            return Credit.setAside("before-enrolment");
        }
        return effect.date() > row.left() ? Credit.setAside("after-leaving") : Credit.to(who);
    }
}
