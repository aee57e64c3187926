package io.tidemark.engine.query;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.credit.ClaimTerms;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.directory.ClaimDecision.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.collections.IntArrayList;

/** Claims as people see them. Reads the core on its own thread, between frames. */
public final class ClaimReader {
    private final Facts facts;

    public ClaimReader(ScoringCore core) {
        this.facts = core.facts();
    }

    /** The claim, or null where no claim is recorded so, or the program scores none. */
    public ClaimView claim(ProgramInstance program, String source, String id, String line) {
        int identity = facts.identities.find(source, id, line);
        boolean scored = program.crediting().claims() != null && identity != Identities.NONE;
        boolean isClaim = scored && facts.versions.kind(facts.identities.standing(identity)) == facts.names.claim;
        return isClaim ? view(program, identity) : null;
    }

    private ClaimView view(ProgramInstance program, int identity) {
        ClaimTerms terms = program.crediting().claims();
        Credit claim = new Credit();
        program.crediting().judge(identity, claim);
        IntArrayList sales = new IntArrayList();
        terms.salesOf(claim, sales);
        List<String> names = new ArrayList<>();
        long sold = 0;
        for (int k = 0; k < sales.size(); k++) {
            int sale = sales.getInt(k);
            names.add(facts.identities.sourceText(sale) + ":" + facts.identities.reference(sale));
            sold += net(sale);
        }
        return new ClaimView(
                facts.identities.sourceText(identity),
                facts.identities.reference(identity),
                state(claim.reason()),
                claim.reason().text(),
                steps(program, identity),
                names,
                sold,
                claimed(program, identity));
    }

    /** Units of a sale that did not come back. */
    private long net(int sale) {
        long units = facts.versions.quantity(facts.identities.standing(sale));
        for (int of = facts.returns.firstOf(sale); of >= 0; of = facts.returns.nextOf(of)) {
            units -= facts.returns.quantity(of);
        }
        return units;
    }

    private long claimed(ProgramInstance program, int identity) {
        ClaimTerms terms = program.crediting().claims();
        Credit other = new Credit();
        long[] units = new long[1];
        if (terms.things() == null || terms.things().ofClaim(identity) == 0) {
            return facts.versions.quantity(facts.identities.standing(identity));
        }
        IntArrayList claims = new IntArrayList();
        terms.things().claims(terms.things().ofClaim(identity), claims::addInt);
        for (int k = 0; k < claims.size(); k++) {
            program.crediting().judge(claims.getInt(k), other);
            boolean asks = other.reason() == Reason.NONE || other.reason() == Reason.CLAIM_PENDING;
            units[0] += asks ? other.quantity : 0;
        }
        return units[0];
    }

    private static String state(Reason reason) {
        return switch (reason) {
            case NONE -> "approved";
            case CLAIM_PENDING -> "submitted";
            case CLAIM_REJECTED -> "rejected";
            case OUTSIDE_CLAIM_WINDOW -> "expired";
            case CLAIM_INCOMPLETE -> "incomplete";
            default -> "set-aside";
        };
    }

    private List<ClaimView.Step> steps(ProgramInstance program, int identity) {
        int of = facts.names.names.find(program.program().id());
        int claim = facts.claims.find(identity);
        List<ClaimView.Step> steps = new ArrayList<>();
        for (String name : program.program().claims().approve()) {
            int step = facts.names.names.find(name);
            Verdict verdict = claim < 0 ? Verdict.NONE : facts.claims.verdict(claim, of, step);
            boolean open = verdict == Verdict.NONE;
            steps.add(new ClaimView.Step(
                    name,
                    open ? "" : verdict.name().toLowerCase(Locale.ROOT),
                    open ? "" : facts.claims.reason(claim, of, step),
                    open ? "" : facts.claims.decider(claim, of, step)));
        }
        return steps;
    }
}
