package io.tidemark.engine;

import io.tidemark.engine.credit.Effects.Cause;
import io.tidemark.engine.directory.CrossReferences;
import io.tidemark.engine.job.JobQueue;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.Words;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * What follows from a change of reference data, a publish or a new day, in slices of bounded size. Core thread only.
 */
final class Rerating implements Stored {
    private static final int MAX_DEPTH = 16;

    private final Facts facts;
    private final JobQueue jobs;
    private final Programs programs;
    private final Restating restating;
    /** Participants with a row that comes into force on a day still ahead. */
    private final IntArrayList ahead = new IntArrayList();
    /** Whether activities that leave a role empty wait to be rated anew from the first on, or follow what is in work; derived. */
    private boolean assignedWait;

    private boolean assignedFollow;

    Rerating(Facts facts, JobQueue jobs, Programs programs) {
        this.facts = facts;
        this.jobs = jobs;
        this.programs = programs;
        this.restating = new Restating(facts, jobs, programs);
    }

    /** A report is whole. */
    void reportWhole(int report) {
        restating.begin(report);
    }

    /** A row about a participant came into force. */
    void participantChanged(int participant, int from) {
        if (from > facts.today) {
            ahead.addInt(participant);
        }
        for (ProgramInstance program : programs.all()) {
            program.changed(participant);
        }
        activitiesNaming(participant);
        for (int link = facts.matches.firstLink(participant); link >= 0; link = facts.matches.linkBefore(link)) {
            activitiesNaming(facts.matches.named(link));
        }
        if (facts.assignments.isAssigned(participant)) {
            assignmentChanged();
        }
        int children = facts.participants.childrenHead(participant);
        if (children != 0) {
            jobs.add(JobQueue.Kind.CHILDREN, 0, participant, children);
        }
    }

    /** Activities that name a participant are to be rated anew. */
    void activitiesNaming(int participant) {
        int head = facts.participants.activityHead(participant);
        if (head != 0) {
            jobs.add(JobQueue.Kind.PARTICIPANT, 0, participant, head);
        }
    }

    /** A number that is given for a participant changed. */
    void targetChanged(int participant) {
        asked(participant);
        askersChanged(participant);
    }

    /** A status of a participant changed from a day on. */
    void statusChanged(int participant, int from) {
        if (from > facts.today) {
            ahead.addInt(participant);
        }
        asked(participant);
        askersChanged(participant);
    }

    /** Somebody else fills a role somewhere. */
    void assignmentChanged() {
        if (!assignedWait && facts.identities.count() > 0) {
            jobs.add(JobQueue.Kind.ASSIGNED, 0, 0, 0);
            assignedWait = true;
        }
    }

    private void assigned(long sequence) {
        int identity = (int) jobs.cursor();
        if (identity == 0 && jobs.isFollowing()) {
            assignedFollow = false;
        } else if (identity == 0) {
            assignedWait = false;
        }
        if (identity >= facts.identities.count()) {
            jobs.remove();
            return;
        }
        jobs.advance(identity + 1L);
        int version = facts.identities.standing(identity);
        for (ProgramInstance program : programs.all()) {
            if (program.mayBeAssigned(version)) {
                program.rate(identity, false, sequence, Cause.REFERENCE, null);
            }
        }
    }

    /** A step of a program decided about a claim, which may not have come yet. */
    void decided(String id, int claim, long sequence) {
        for (ProgramInstance program : programs.all()) {
            if (claim >= 0 && program.program().id().equals(id)) {
                program.decided(claim, sequence);
            }
        }
    }

    /** A tier that those below ask for is another one: by what is in work, if anything is. */
    void tierChanged(int participant) {
        if (jobs.isEmpty()) {
            askersChanged(participant);
        } else {
            askersFollow(participant, 0);
        }
    }

    /** Whoever asks an ancestor is below it. */
    private void askersChanged(int participant) {
        int head = facts.participants.childrenHead(participant);
        if (head != 0 && asksAncestors()) {
            jobs.add(JobQueue.Kind.ASKERS, 0, participant, head);
        }
    }

    private void askersFollow(int participant, int depth) {
        int head = facts.participants.childrenHead(participant);
        if (head != 0 && depth < MAX_DEPTH && asksAncestors()) {
            jobs.follow(JobQueue.Kind.ASKERS, depth, participant, head);
        }
    }

    private void asked(int participant) {
        for (ProgramInstance program : programs.all()) {
            program.asked(participant);
        }
    }

    private void asker() {
        int link = (int) jobs.cursor();
        int child = facts.participants.child(link);
        for (ProgramInstance program : programs.all()) {
            program.askAgain(child);
        }
        askersFollow(child, jobs.depth() + 1);
        next(facts.participants.nextChild(link));
    }

    private boolean asksAncestors() {
        for (ProgramInstance program : programs.all()) {
            if (program.asksAncestors()) {
                return true;
            }
        }
        return false;
    }

    private void childrenFollow(int participant, int depth) {
        int head = facts.participants.childrenHead(participant);
        if (head != 0 && depth < MAX_DEPTH) {
            jobs.follow(JobQueue.Kind.CHILDREN, depth, participant, head);
        }
    }

    private void refresh(int participant) {
        for (ProgramInstance program : programs.all()) {
            program.refresh(participant);
        }
    }

    void productChanged(int product) {
        activitiesAbout(product);
        if (!facts.crossReferences.isEmpty()) {
            CrossReferences references = facts.crossReferences;
            for (int link = references.firstLink(product); link >= 0; link = references.linkBefore(link)) {
                if (references.theirs(link) != product) {
                    activitiesAbout(references.theirs(link));
                }
            }
        }
    }

    /** Activities whose lines name a product are to be rated anew. */
    void activitiesAbout(int product) {
        int head = facts.products.activityHead(product);
        if (head != 0) {
            jobs.add(JobQueue.Kind.PRODUCT, 0, product, head);
        }
    }

    /** Time reached another day: rows that come into force by then act on what belongs to whole periods. */
    void dayChanged() {
        if (!ahead.isEmpty()) {
            jobs.add(JobQueue.Kind.MIDNIGHT, 0, 0, 0);
        }
    }

    private void midnight() {
        int at = (int) jobs.cursor();
        if (at < ahead.size()) {
            refresh(ahead.getInt(at));
            childrenFollow(ahead.getInt(at), 0);
            jobs.advance(at + 1L);
            return;
        }
        jobs.remove();
        if (jobs.waits(JobQueue.Kind.MIDNIGHT)) {
            return; // another day has come meanwhile: who has nothing ahead any more is still to be looked up for it
        }
        int kept = 0;
        for (int k = 0; k < ahead.size(); k++) {
            int participant = ahead.getInt(k);
            if (isAhead(participant)) {
                ahead.setInt(kept++, participant);
            }
        }
        while (ahead.size() > kept) {
            ahead.removeAt(ahead.size() - 1);
        }
    }

    /** Whether something about a participant comes into force on a day still ahead. */
    private boolean isAhead(int participant) {
        int record = facts.participants.newestRecord(participant);
        return record != 0 && facts.participants.from(record) > facts.today
                || facts.statuses.lastDay(participant) > facts.today;
    }

    /** Does at most {@code items} pieces of pending work. */
    void slice(int items, long sequence) {
        for (int left = items; left > 0 && !jobs.isEmpty(); left--) {
            switch (jobs.kind()) {
                case REBUILD -> rebuild(sequence);
                case PARTICIPANT -> participant(sequence);
                case PRODUCT -> product(sequence);
                case CHILDREN -> child();
                case MIDNIGHT -> midnight();
                case RESTATE -> restating.step(sequence);
                case ASKERS -> asker();
                case ASSIGNED -> assigned(sequence);
                case CLOSE -> close(sequence);
                case CLAIMS -> programs.claims().step(programs.all(), sequence);
            }
        }
    }

    private void rebuild(long sequence) {
        int number = jobs.subject();
        int publish = Words.high(jobs.cursor());
        int identity = Words.low(jobs.cursor());
        ProgramInstance filling = programs.filling(number, publish);
        if (filling == null) {
            jobs.remove(); // a later publish holds for all of its periods, and has its own job
        } else if (identity < facts.identities.count()) {
            filling.rate(identity, true, sequence, Cause.PUBLISH, null);
            jobs.advance(Words.pack(publish, identity + 1));
        } else {
            programs.flip(number, publish);
            jobs.remove();
        }
    }

    /** Before a closing begins, those who ask for tiers that changed follow. */
    private void close(long sequence) {
        int program = jobs.subject();
        if (!programs.isClosing(program)) {
            programs.tellTiers(program, this::tierChanged);
            if (jobs.interrupt()) {
                return;
            }
        }
        if (!programs.close(program, sequence)) {
            jobs.remove();
        }
    }

    private void participant(long sequence) {
        int version = (int) jobs.cursor();
        rate(facts.versions.identity(version), sequence);
        next(facts.versions.previousOfParticipant(version, jobs.subject()));
    }

    private void product(long sequence) {
        int version = (int) jobs.cursor();
        rate(facts.versions.identity(version), sequence);
        next(facts.versions.previousOfProduct(version));
    }

    /** Rates an identity and, where it is a sale, the returns that act by its fields. */
    private void rate(int identity, long sequence) {
        rateOne(identity, sequence);
        for (int other = facts.returns.firstOf(identity); other >= 0; other = facts.returns.nextOf(other)) {
            rateOne(other, sequence);
        }
    }

    private void rateOne(int identity, long sequence) {
        for (ProgramInstance program : programs.all()) {
            program.rate(identity, false, sequence, Cause.REFERENCE, null);
        }
    }

    private void next(int cursor) {
        if (cursor == 0) {
            jobs.remove();
        } else {
            jobs.advance(cursor);
        }
    }

    private void child() {
        int link = (int) jobs.cursor();
        int child = facts.participants.child(link);
        int depth = jobs.depth() + 1;
        refresh(child);
        if (hasMeasuredLevels()) {
            rateAgain(child);
        }
        childrenFollow(child, depth);
        next(facts.participants.nextChild(link));
    }

    /** Activities by a participant follow, and those on which it fills a role that they leave empty: they do not name it. */
    private void rateAgain(int participant) {
        rateNamingAgain(participant);
        for (int link = facts.matches.firstLink(participant); link >= 0; link = facts.matches.linkBefore(link)) {
            rateNamingAgain(facts.matches.named(link));
        }
        if (facts.assignments.isAssigned(participant) && !assignedFollow && facts.identities.count() > 0) {
            jobs.follow(JobQueue.Kind.ASSIGNED, 0, 0, 0);
            assignedFollow = true;
        }
    }

    private void rateNamingAgain(int participant) {
        int head = facts.participants.activityHead(participant);
        if (head != 0) {
            jobs.follow(JobQueue.Kind.PARTICIPANT, 0, participant, head);
        }
    }

    private boolean hasMeasuredLevels() {
        for (ProgramInstance program : programs.all()) {
            if (program.hasMeasuredLevels()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Frozen freeze() {
        long[] participants = new long[ahead.size()];
        Arrays.setAll(participants, ahead::getInt);
        return to -> to.putLongs(participants);
    }

    @Override
    public void restore(SnapshotSource from) {
        ahead.clear();
        for (long participant : from.longs()) {
            ahead.addInt((int) participant);
        }
        programs.claims().restore();
        assignedWait = jobs.waits(JobQueue.Kind.ASSIGNED);
        assignedFollow = jobs.follows(JobQueue.Kind.ASSIGNED);
    }

    long stateHash(long seed) {
        long hash = jobs.stateHash(seed);
        for (int k = 0; k < ahead.size(); k++) {
            hash = Words.mix(hash, ahead.getInt(k));
        }
        return hash;
    }
}
