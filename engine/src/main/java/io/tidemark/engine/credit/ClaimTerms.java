package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.directory.ClaimDecision.Verdict;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import org.agrona.collections.IntArrayList;

/**
 * When claims of one program count: required proof, the days in which they must come, steps of approval; and which sales are of the
 * same thing. Pure functions of the facts as they stand. Core thread only.
 */
public final class ClaimTerms {
    private static final long MS_PER_DAY = 86_400_000L;

    private final Facts facts;
    private final Program.Claims terms;
    private final Calendar calendar;
    private final int program;
    private final int[] required;
    private final int[] steps;
    private final MatchKeys keys;
    private final SoldThings things;
    private final Credit sale = new Credit();
    private final IntArrayList found = new IntArrayList();

    ClaimTerms(Program program, Facts facts, Crediting crediting) {
        this.facts = facts;
        this.terms = program.claims();
        this.calendar = new Calendar(program.periods());
        this.program = facts.names.names.intern(program.id());
        this.required = intern(terms.requires());
        this.steps = intern(terms.approve());
        this.keys = new MatchKeys(terms.match(), facts);
        this.things = terms.match().isEmpty() ? null : new SoldThings(facts, keys, crediting);
        if (things != null) {
            facts.returns.touchSales();
        }
    }

    private int[] intern(java.util.List<String> texts) {
        return texts.stream().mapToInt(facts.names.names::intern).toArray();
    }

    public Program.Claims terms() {
        return terms;
    }

    /** Sales by what they are of, or null where claims stand alone. */
    public SoldThings things() {
        return things;
    }

    /** Why a claim, of which nothing else is wrong, does not count, or {@link Reason#NONE}. */
    Reason reason(int identity, Credit claim) {
        for (int k = 0; k < required.length; k++) {
            if (!has(claim, terms.requires().get(k), required[k])) {
                return Reason.CLAIM_INCOMPLETE;
            }
        }
        if (terms.withinDays() >= 0 && (long) receivedOn(identity) - claim.date > terms.withinDays()) {
            return Reason.OUTSIDE_CLAIM_WINDOW;
        }
        return decided(identity, claim);
    }

    private boolean has(Credit claim, String field, int name) {
        Versions versions = facts.versions;
        return switch (field) {
            case "sku" -> claim.product != 0;
            case "quantity" -> versions.hasQuantity(claim.version);
            case "amount" -> versions.hasAmount(claim.version);
            default -> versions.fieldNamed(claim.version, name) >= 0 || versions.participant(claim.version, name) >= 0;
        };
    }

    /** The day, in the program's time zone, on which a claim was first received. */
    private int receivedOn(int identity) {
        long ms = facts.claims.receivedMs(identity);
        int day = (int) Math.floorDiv(ms, MS_PER_DAY);
        while (calendar.beginsMs(day) > ms) {
            day--;
        }
        while (calendar.beginsMs(day + 1) <= ms) {
            day++;
        }
        return day;
    }

    private Reason decided(int identity, Credit claim) {
        int key = facts.claims.find(identity);
        int approved = 0;
        for (int step : steps) {
            Verdict verdict = key < 0 ? Verdict.NONE : facts.claims.verdict(key, program, step);
            if (verdict == Verdict.REJECTED) {
                return Reason.CLAIM_REJECTED;
            }
            approved += verdict == Verdict.APPROVED ? 1 : 0;
        }
        return approved == steps.length || approvesItself(identity, claim) ? Reason.NONE : Reason.CLAIM_PENDING;
    }

    private boolean approvesItself(int identity, Credit claim) {
        Program.AutoApprove auto = terms.auto();
        if (auto == null || auto.amountAtMost() != null && claim.amount > auto.amountAtMost()) {
            return false;
        }
        return !auto.matched() || matches(claim);
    }

    /** Whether a standing sale that is not returned whole is of the same thing. */
    private boolean matches(Credit claim) {
        found.clear();
        salesOf(claim, found);
        return !found.isEmpty();
    }

    /** Adds the standing sales of the same thing that are not returned whole. */
    public void salesOf(Credit claim, IntArrayList into) {
        if (things != null) {
            things.sales(claim, sale, into);
        }
    }
}
