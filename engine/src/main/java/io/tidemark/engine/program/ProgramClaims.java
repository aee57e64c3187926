package io.tidemark.engine.program;

import io.tidemark.engine.activity.Returns;
import io.tidemark.engine.credit.ClaimTerms;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.credit.SoldThings;
import org.agrona.collections.IntArrayList;

/** Claims of one program, brought in line with the sales of the same things. Derived. Core thread only. */
final class ProgramClaims {
    private final ProgramInstance program;
    private final Facts facts;
    private final ClaimTerms terms;
    private final SoldThings things;
    private final IntArrayList claims = new IntArrayList();

    ProgramClaims(ProgramInstance program, Facts facts) {
        this.program = program;
        this.facts = facts;
        this.terms = program.crediting().claims();
        this.things = terms.things();
    }

    /** An identity was rated: claims hang on it where it is a sale, and it may wait where it is a claim. */
    void rated(int identity, long sequence, Effects.Cause cause) {
        claims.clear();
        if (things != null) {
            touched(identity);
            for (TrackInstance track : program.tracks()) {
                IntArrayList moved = track.contest.moved();
                for (int k = 0; k < moved.size(); k++) {
                    things.claims(things.ofSale(moved.getInt(k)), claims::addInt);
                }
                moved.clear();
            }
        }
        for (int k = 0; k < claims.size(); k++) {
            program.rateOne(claims.getInt(k), false, sequence, cause, null);
            waits(claims.getInt(k));
        }
        waits(identity);
    }

    private void touched(int identity) {
        int sale = facts.returns.state(identity) == Returns.State.MATCHED ? facts.returns.sale(identity) : identity;
        long before = things.put(sale);
        long now = things.ofSale(sale);
        things.claims(now, claims::addInt);
        things.claims(before == now ? 0 : before, claims::addInt);
    }

    private void waits(int identity) {
        if (facts.versions.kind(facts.identities.standing(identity)) == facts.names.claim) {
            for (TrackInstance track : program.tracks()) {
                track.claims().rated(identity, program.crediting());
            }
        }
    }

    void rebuild() {
        if (things != null) {
            things.rebuild();
        }
        for (int identity = 0; identity < facts.identities.count(); identity++) {
            waits(identity);
        }
    }
}
