package io.tidemark.engine.program;

import io.tidemark.engine.activity.ClaimFacts;
import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Reports;
import io.tidemark.engine.activity.Returns;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.directory.Assignments;
import io.tidemark.engine.directory.CrossReferences;
import io.tidemark.engine.directory.Matches;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.directory.Products;
import io.tidemark.engine.directory.Statuses;
import io.tidemark.engine.directory.Targets;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.Words;

/** The facts of one server, which every program reads and none changes. Core thread only. */
public final class Facts {
    public final Names names = new Names();
    public final Participants participants = new Participants(names);
    public final Products products = new Products(names);
    public final CrossReferences crossReferences = new CrossReferences();
    public final Targets targets = new Targets();
    public final Statuses statuses = new Statuses();
    public final Matches matches = new Matches();
    public final Assignments assignments = new Assignments(names);
    public final Versions versions = new Versions(names, participants, products);
    public final Identities identities;
    public final Returns returns;
    public final Reports reports;
    public final ClaimFacts claims;

    /** Epoch day of the newest frame. */
    public int today = Integer.MIN_VALUE;

    /** Whether nobody reads standings for now, so that any number of them may wait to be settled. */
    public boolean isUnread;

    /** @param expected activities for which there is room from the start */
    public Facts(int expected) {
        identities = new Identities(names, versions, expected);
        returns = new Returns(names, identities, versions);
        reports = new Reports(names, identities, versions);
        claims = new ClaimFacts(names, identities);
    }

    /** Whom a version means in a role, or {@link Participants#NONE} where it names nobody. */
    public int participant(int version, int role) {
        int named = versions.participant(version, role);
        return named < 0 || matches.isEmpty() ? named : meant(identities.source(versions.identity(version)), named);
    }

    /** Whom a source (name number) means by a participant: an id under which somebody is known means that one. */
    public int meant(int source, int named) {
        return matches.isEmpty() || participants.isKnown(named) ? named : matches.meant(source, named);
    }

    public void list(Sections sections) {
        names.list(sections);
        participants.list(sections);
        products.list(sections);
        versions.list(sections);
        identities.list(sections);
        returns.list(sections);
        reports.list(sections);
        crossReferences.list(sections);
        targets.list(sections);
        statuses.list(sections);
        assignments.list(sections);
        claims.list(sections);
        matches.list(sections);
    }

    public long stateHash(long seed) {
        long hash = Words.mix(names.stateHash(seed), today);
        hash = products.stateHash(participants.stateHash(hash));
        hash = claims.stateHash(
                assignments.stateHash(statuses.stateHash(targets.stateHash(crossReferences.stateHash(hash)))));
        return matches.stateHash(reports.stateHash(returns.stateHash(identities.stateHash(versions.stateHash(hash)))));
    }
}
