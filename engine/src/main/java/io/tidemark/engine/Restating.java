package io.tidemark.engine;

import io.tidemark.engine.activity.Reports;
import io.tidemark.engine.credit.Effects.Cause;
import io.tidemark.engine.job.JobQueue;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.store.Words;
import org.agrona.collections.IntArrayList;

/**
 * Brings what a whole report speaks for in line with it, an identity at a time: first its own lines, then what else stands in its
 * spans, found by the activities of each place. Core thread only.
 */
final class Restating {
    /** High half of the cursor while the report's own lines are gone through; else the row + 1 of a span. */
    private static final int LINES = 0;

    private final Facts facts;
    private final Reports reports;
    private final JobQueue jobs;
    private final Programs programs;
    private final IntArrayList touched = new IntArrayList();

    Restating(Facts facts, JobQueue jobs, Programs programs) {
        this.facts = facts;
        this.reports = facts.reports;
        this.jobs = jobs;
        this.programs = programs;
    }

    /** Only of a report that is just whole. */
    void begin(int report) {
        if (reports.function(report).restates()) {
            jobs.add(JobQueue.Kind.RESTATE, 0, report, Words.pack(LINES, reports.lastLine(report)));
        }
    }

    void step(long sequence) {
        int report = jobs.subject();
        int phase = Words.high(jobs.cursor());
        int at = Words.low(jobs.cursor());
        if (phase != LINES) {
            inSpan(report, phase - 1, at, sequence);
        } else if (at == Reports.NONE) {
            next(reports.lastSpan(report));
        } else {
            if (reports.isNewestOfIdentity(at)) {
                restate(report, reports.identityOfLine(at), true, sequence);
            }
            jobs.advance(Words.pack(LINES, reports.lineBefore(at)));
        }
    }

    /** Goes on with a span; those of one place follow each other, and are gone through once. */
    private void next(int span) {
        int at = span;
        while (at >= 0 && reports.spanBefore(at) >= 0 && reports.place(reports.spanBefore(at)) == reports.place(at)) {
            at = reports.spanBefore(at);
        }
        if (at < 0) {
            jobs.remove();
        } else {
            int place = reports.place(at);
            jobs.advance(Words.pack(at + 1, place < 0 ? 0 : facts.participants.activityHead(place)));
        }
    }

    private void inSpan(int report, int span, int at, long sequence) {
        int place = reports.place(span);
        boolean over = place < 0 ? at >= facts.identities.count() : at == 0;
        if (over) {
            next(reports.spanBefore(span));
            return;
        }
        int identity = place < 0 ? at : facts.versions.identity(at);
        if (facts.identities.source(identity) == reports.source(report)) {
            restate(report, identity, false, sequence);
        }
        int following = place < 0 ? at + 1 : facts.versions.previousOfParticipant(at, place);
        jobs.advance(Words.pack(span + 1, following));
    }

    private void restate(int report, int identity, boolean own, long sequence) {
        int before = facts.identities.standing(identity);
        int after = reports.restate(identity);
        boolean stood = !facts.versions.isVoid(before);
        reports.count(report, own, stood, !facts.versions.isVoid(after), before != after);
        if (before == after) {
            return;
        }
        touched.clear();
        facts.returns.onRestated(identity, before, after, touched);
        for (int k = 0; k < touched.size(); k++) {
            for (ProgramInstance program : programs.all()) {
                program.rate(touched.getInt(k), false, sequence, Cause.REPORT, null);
            }
        }
    }
}
