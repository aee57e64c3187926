package io.tidemark.engine.program;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Returns;
import io.tidemark.engine.credit.ClaimTerms;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.credit.SoldThings;
import java.util.function.LongConsumer;
import org.agrona.collections.IntArrayList;

/** Claims of one program, brought in line with the sales of the same things. Derived. Core thread only. */
final class ProgramClaims {
    private final ProgramInstance program;
    private final Facts facts;
    private final ClaimTerms terms;
    private final SoldThings things;
    private final IntArrayList claims = new IntArrayList();
    /** Claims of one thing that are rated with what they hang on; where there are more, all are left to later slices. */
    private static final int MOST_AT_ONCE = 4;

    /** Takes the claims of a thing that are to be rated later; null where everything is done at once. */
    private LongConsumer later;

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
                    claimsOf(things.ofSale(moved.getInt(k)));
                }
                moved.clear();
            }
        }
        for (int k = 0; k < claims.size(); k++) {
            rateAgain(claims.getInt(k), sequence, cause);
        }
        waits(identity);
    }

    private void touched(int identity) {
        int sale = facts.returns.state(identity) == Returns.State.MATCHED ? facts.returns.sale(identity) : identity;
        long before = things.put(sale);
        long now = things.ofSale(sale);
        claimsOf(now);
        claimsOf(before == now ? 0 : before);
    }

    private void claimsOf(long thing) {
        if (later != null && things.countClaims(thing) > MOST_AT_ONCE) {
            later.accept(thing);
            return;
        }
        things.claims(thing, claims::addInt);
    }

    /** From now on claims of things that have many are rated when {@link #rateAgain} is called for each. */
    void rateLater(LongConsumer with) {
        later = with;
    }

    /** The first claim of a thing that is not before an identity, or {@link Identities#NONE}. */
    int claimFrom(long thing, int identity) {
        return things == null ? Identities.NONE : things.claimFrom(thing, identity);
    }

    /** A sale of the same thing as a claim came, went or changed. */
    void rateAgain(int claim, long sequence, Effects.Cause cause) {
        program.rateOne(claim, false, sequence, cause, null);
        waits(claim);
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
