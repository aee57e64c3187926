package io.tidemark.tools.cli;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.closing.Closing;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.gateway.http.StatementCsv;
import io.tidemark.gateway.http.StatementRoutes.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Closes every period that is over, in order of time, and writes who is paid what as the table that the service gives for it. */
final class StatementFile {
    private final LocalHost host;
    private final Console console;

    StatementFile(LocalHost host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Closes the periods and writes the file.
     *
     * @throws Failure with status {@link Exit#ENVIRONMENT} where it cannot be written
     */
    void write(Path file) throws Failure {
        List<Named> statements = new ArrayList<>();
        for (ProgramInstance program : host.core().programs()) {
            close(program);
            add(program.program().id(), statements);
        }
        try {
            Files.writeString(file, StatementCsv.totalsText(statements));
        } catch (IOException failed) {
            throw new Failure(Exit.ENVIRONMENT, file + " cannot be written: " + failed.getMessage());
        }
    }

    private void close(ProgramInstance program) {
        for (String period : new StandingsReader(host.core()).periods(program)) {
            if (host.close(program.program().id(), period) == Verdict.ACCEPTED) {
                host.settle();
            }
        }
    }

    private void add(String program, List<Named> statements) {
        ProgramClosings closings = host.core().closings(program);
        for (Closing closing : closings.closings()) {
            for (int k = 0; k < closing.statements(); k++) {
                statements.add(named(closings, closing, closing.firstStatement() + k));
            }
            console.say(program + " " + closings.periodId(closing.period()) + ": " + closing.statements()
                    + " statements, paid " + Fixed.format(closing.paid()) + ", digest " + closing.digestText());
        }
    }

    private Named named(ProgramClosings closings, Closing closing, int row) {
        ScoringCore core = host.core();
        Participants participants = core.facts().participants;
        int day = closings.until(closing.period()) - 1;
        int name = participants.name(participants.recordOn(closings.participant(row), day));
        return new Named(closings.statement(row), core.facts().names.values.text(name));
    }
}
