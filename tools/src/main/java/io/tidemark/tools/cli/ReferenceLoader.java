package io.tidemark.tools.cli;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
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

    void participants(List<Path> files, Profile profile) {
        if (files.isEmpty()) {
            return;
        }
        Rows<ParticipantRow> rows = new Rows<>(host::participants);
        try {
            // bare parents are looked up among all files of the call, so they are read together
            report("participants", ReferenceFiles.participants(files, profile, rows));
        } catch (IngestException failed) {
            refusals.unreadable(failed);
        }
        rows.flush();
    }

    void products(List<Path> files, Profile profile) {
        for (Path file : files) {
            Rows<ProductRow> rows = new Rows<>(host::products);
            try {
                report("products", ReferenceFiles.products(file, profile, rows));
            } catch (IngestException failed) {
                refusals.unreadable(failed);
            }
            rows.flush();
        }
    }

    private void report(String what, ReferenceReport report) {
        console.say(what + ": " + Numbers.grouped(report.rows()) + " rows, accepted "
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
