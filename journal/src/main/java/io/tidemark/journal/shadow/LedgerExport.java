package io.tidemark.journal.shadow;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.chronicle.LedgerQueue;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.shadow.LedgerEntry.Chained;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the ledger of a data folder, or what has come since it was written last. What the ledger holds beyond its checkpoint is
 * not trusted: the journal says it once more, and it must be the same. Without a checkpoint that is so from the first entry. One thread.
 */
public final class LedgerExport {
    /** Commands between two looks at all standings. */
    private static final long TELL_EVERY = 20_000;

    /**
     * What was done.
     *
     * @param entries in the ledger now
     * @param fresh of these, written now
     * @param checked of these, found to be what the journal says
     * @param sequence of the last command told
     */
    public record Report(long entries, long fresh, long checked, long sequence) {}

    private final Path folder;
    private final Ledger ledger;
    private final Map<String, Chained> heads = new HashMap<>();
    private ScoringCore core;
    private Chained there;
    private long number;
    private long fresh;
    private long checked;
    private long told;

    private LedgerExport(Path folder, Ledger ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    /**
     * Exports.
     *
     * @param into the ledger's folder, made where it is not there
     * @throws JournalException where the journal is damaged, or the ledger holds something else than the journal says
     */
    public static Report run(DataFolder data, EngineLimits limits, Path into) {
        try {
            Files.createDirectories(into);
        } catch (IOException failed) {
            throw new JournalException(into + " cannot be made", failed);
        }
        try (Ledger ledger = new LedgerQueue(into.resolve("postings"))) {
            return new LedgerExport(into, ledger).run(data, limits);
        }
    }

    private Report run(DataFolder data, EngineLimits limits) {
        core = new Snapshots(folder).start(() -> new ScoringCore(limits)).core();
        takeUp(core.sequence());
        LedgerShadow shadow = new LedgerShadow(core, this::take);
        told = core.sequence();
        new Recovery(core, sequence -> {}, () -> afterFrame(shadow))
                .readingAhead()
                .replay(data.runs());
        shadow.tell();
        if (there != null) {
            throw JournalException.damaged(folder + ": entry " + there.number() + " is of sequence "
                    + there.entry().at() + "; the journal says nothing such" + CHOICES);
        }
        ledger.force();
        checkpoint();
        return new Report(number, fresh, checked, core.sequence());
    }

    private static final String CHOICES =
            ". Bring the ledger back from a copy, or move it away and export all of it anew";

    /** Reads what the checkpoint vouches for; the first entry beyond it is the next to be said again. */
    private void takeUp(long checkpoint) {
        there = ledger.next();
        while (there != null && there.entry().at() <= checkpoint) {
            check(there, chained(there.entry()));
            advance();
        }
    }

    private void advance() {
        heads.put(there.entry().subject().participant(), there);
        number++;
        there = ledger.next();
    }

    private void afterFrame(LedgerShadow shadow) {
        shadow.afterFrame();
        if (core.sequence() - told >= TELL_EVERY) {
            told = core.sequence();
            shadow.tell();
        }
    }

    private void take(LedgerEntry entry) {
        Chained next = chained(entry);
        if (there != null) {
            check(there, next);
            checked++;
            advance();
            return;
        }
        ledger.append(next, core.timestampMs());
        heads.put(entry.subject().participant(), next);
        number++;
        fresh++;
    }

    private Chained chained(LedgerEntry entry) {
        Chained before = heads.get(entry.subject().participant());
        return new Chained(
                entry,
                number,
                before == null ? -1 : before.number(),
                entry.chain(before == null ? "" : before.chain()));
    }

    private void check(Chained is, Chained said) {
        if (!is.equals(said)) {
            throw JournalException.damaged(folder + ": entry " + number + " is " + is
                    + ", where the journal and the entries before say " + said + CHOICES);
        }
    }

    /** From here the next export goes on. */
    private void checkpoint() {
        try {
            new Snapshots(folder).aside(core.freeze(), () -> {}).name();
        } catch (IOException failed) {
            throw new JournalException(folder + ": the checkpoint cannot be written", failed);
        } finally {
            core.thaw();
        }
    }
}
