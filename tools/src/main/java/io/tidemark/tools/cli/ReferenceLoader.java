package io.tidemark.tools.cli;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ReferenceFiles;
import io.tidemark.gateway.ingest.ReferenceReport;
import io.tidemark.gateway.ingest.ReferenceSink;
import io.tidemark.gateway.ingest.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes participants and products files into a core, a frame's worth of rows at a time. One thread. */
final class ReferenceLoader {
    private final LocalHost host;
    private final RefusalPrinter refusals;
    private final Console console;

    ReferenceLoader(LocalHost host, RefusalPrinter refusals, Console console) {
        this.host = host;
        this.refusals = refusals;
        this.console = console;
    }

    /** @param profiles one for all files, or one for each */
    void participants(List<Path> files, List<Profile> profiles) {
        if (profiles.size() == 1 && !files.isEmpty()) {
            // bare parents are looked up among all files of one layout, so they are read together
            participants(files, profiles.get(0));
            return;
        }
        for (int k = 0; k < files.size(); k++) {
            participants(files.subList(k, k + 1), profiles.get(k));
        }
    }

    private void participants(List<Path> files, Profile profile) {
        Rows<ParticipantRow> rows = new Rows<>(host::participants);
        try {
            report("participants", ReferenceFiles.participants(files, profile, rows));
        } catch (IngestException failed) {
            refusals.unreadable(failed);
        }
        rows.flush();
    }

    /** @param profiles one for all files, or one for each */
    void products(List<Path> files, List<Profile> profiles) {
        for (int k = 0; k < files.size(); k++) {
            Rows<ProductRow> rows = new Rows<>(host::products);
            Profile profile = profiles.get(profiles.size() == 1 ? 0 : k);
            try {
                report("products", ReferenceFiles.products(files.get(k), profile, rows));
            } catch (IngestException failed) {
                refusals.unreadable(failed);
            }
            rows.flush();
        }
    }

    /** What distributors call products; files whose header names the columns. */
    void xref(List<Path> files) {
        for (Path file : files) {
            Rows<CrossReferenceRow> rows = new Rows<>(host::crossReferences);
            try {
                report("cross-references", ReferenceFiles.xref(file, ReferenceFiles.plainXref(), rows));
            } catch (IngestException failed) {
                refusals.unreadable(failed);
            }
            rows.flush();
        }
    }

    /** Reads a file of one table. */
    interface Table {
        ReferenceReport read(Path path, Profile profile, ReferenceSink<ReferenceRow> sink) throws IngestException;
    }

    /** Files of one table. */
    void rows(String what, List<Path> files, Profile profile, Table table) {
        for (Path file : files) {
            Rows<ReferenceRow> rows = new Rows<>(host::rows);
            try {
                report(what, table.read(file, profile, rows));
            } catch (IngestException failed) {
                refusals.unreadable(failed);
            }
            rows.flush();
        }
    }

    private void report(String what, ReferenceReport report) {
        console.say(what + ": " + Numbers.rows(report.rows()) + ", accepted "
                + Numbers.grouped(report.accepted()) + ", refused " + Numbers.grouped(report.refused()) + ", skipped "
                + Numbers.grouped(report.skipped()));
    }

    private final class Rows<R> implements ReferenceSink<R> {
        private final List<R> batch = new ArrayList<>();
        private final Consumer<List<R>> frames;

        Rows(Consumer<List<R>> frames) {
            this.frames = frames;
        }

        @Override
        public void row(String file, long line, R row) {
            batch.add(row);
            if (batch.size() == EngineLimits.MAX_COMMANDS) {
                flush();
            }
        }

        @Override
        public void refused(Refusal refusal) {
            refusals.refused(refusal);
        }

        void flush() {
            frames.accept(batch);
            batch.clear();
        }
    }
}
