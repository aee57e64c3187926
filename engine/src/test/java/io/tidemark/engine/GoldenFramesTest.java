package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.MessageHeaderEncoder;
import io.tidemark.engine.sbe.OutcomeFrameDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Frames of every released version are read for ever. */
class GoldenFramesTest {
    private static final Path NEWEST = GoldenFrames.ROOT.resolve("v4");

    @Test
    void shouldApplyTheFramesOfEveryVersionWithTheOutcomesOfTheirDay() throws IOException {
        for (Path folder : GoldenFrames.folders()) {
            ScoringCore core = FrameScript.core(4_096);
            List<String> states = new ArrayList<>();
            for (Path file : GoldenFrames.frames(folder)) {
                FrameScript.apply(core, GoldenFrames.read(file));
                assertThat(GoldenFrames.withoutVersion(GoldenFrames.outcome(core)))
                        .as(file.toString())
                        .isEqualTo(GoldenFrames.withoutVersion(GoldenFrames.read(GoldenFrames.outcomeOf(file))));
                states.add(GoldenFrames.standings(file, core));
            }
            assertThat(states).isEqualTo(Files.readAllLines(folder.resolve("standings.txt")));
        }
    }

    @Test
    void shouldStillWriteTheFramesOfTheCurrentVersion() throws IOException {
        assertThat(NEWEST.getFileName().toString()).isEqualTo("v" + TickDecoder.SCHEMA_VERSION);
        for (var frame : GoldenInput.frames().entrySet()) {
            assertThat(frame.getValue())
                    .as(frame.getKey())
                    .isEqualTo(GoldenFrames.read(NEWEST.resolve(frame.getKey() + ".hex")));
        }
    }

    @Test
    void shouldKeepAFrameOfEveryTemplateOfCommands() throws IOException {
        List<Integer> templates = new ArrayList<>();
        for (Path file : GoldenFrames.frames(NEWEST)) {
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer(file), 0);
            assertThat(header.schemaId()).isEqualTo(TickDecoder.SCHEMA_ID);
            templates.add(header.templateId());
        }
        assertThat(templates).contains(1, 2, 3, 4, 5, 6, 7, 8, 12);
    }

    private static UnsafeBuffer buffer(Path file) throws IOException {
        return new UnsafeBuffer(GoldenFrames.read(file));
    }

    @Test
    void shouldDecodeTheActivitiesAsTheyWereWritten() throws IOException {
        ActivityFrameDecoder decoder = new ActivityFrameDecoder();
        decoder.wrapAndApplyHeader(buffer(NEWEST.resolve("5-activities.hex")), 0, new MessageHeaderDecoder());
        assertThat(decoder.sequence()).isEqualTo(5);
        assertThat(decoder.today()).isEqualTo(GoldenInput.TODAY);
        assertThat(decoder.timestampMs()).isEqualTo(GoldenInput.TODAY * 86_400_000L);
        decoder.definitions().forEachRemaining(definition -> {});
        List<String> rows = new ArrayList<>();
        decoder.activities()
                .forEachRemaining(a -> rows.add(a.function() + " " + a.revision() + " " + a.quantity() + " "
                        + a.amount() + " " + a.roleCount() + " " + a.fieldCount()));
        String none = " " + Fixed.NONE;
        assertThat(rows)
                .containsExactly(
                        "0 -1 120000 36500000 2 3",
                        "0 -1 120000 36500000 2 3",
                        "0 -1" + none + " 1 2 3",
                        "1 3 10000 25000 2 3",
                        "0 -1 10000" + none + " 2 3",
                        "2 -1 10000" + none + " 2 3",
                        "0 -1 50000" + none + " 0 0",
                        "0 -1 -1 1 2 3",
                        "0 -1 0 0 2 3");
    }

    @Test
    void shouldDecodeTheOutcomeAsItWasWritten() throws IOException {
        OutcomeFrameDecoder decoder = new OutcomeFrameDecoder();
        UnsafeBuffer outcome = new UnsafeBuffer(GoldenFrames.read(NEWEST.resolve("5-activities.outcome")));
        decoder.wrapAndApplyHeader(outcome, 0, new MessageHeaderDecoder());
        assertThat(decoder.sequence()).isEqualTo(5);
        assertThat(decoder.pending()).isZero();
        List<Integer> verdicts = new ArrayList<>();
        decoder.verdicts().forEachRemaining(row -> verdicts.add((int) row.verdict()));
        assertThat(verdicts).containsExactly(0, 1, 0, 0, 0, 0, 0, 5, 0);
        List<Integer> setAside = new ArrayList<>();
        decoder.setAside().forEachRemaining(row -> setAside.add(row.index()));
        assertThat(setAside).containsExactly(8);
    }

    @Test
    void shouldScoreTheGoldenFactsAsWorkedOut() throws IOException {
        ScoringCore core = FrameScript.core(4_096);
        for (Path file : GoldenFrames.frames(NEWEST)) {
            if (file.getFileName().toString().startsWith("9-report-whole")) {
                // 3650 less 5 of 12 of it, and 2.5, at one point each; 250 for the bonus
                assertGold(core, "2381.6667");
            }
            FrameScript.apply(core, GoldenFrames.read(file));
        }
        // 3000 are left of all that: the report leaves out the other line, and the return, which names no place
        assertGold(core, "3250");
    }

    private static void assertGold(ScoringCore core, String points) {
        StandingsReader reader = new StandingsReader(core);
        var program = reader.program("golden");
        BoardView board = reader.board(program, StandingsReader.board(program, "reps"), "2026-Q1", "north", 0, 10);
        assertThat(board.rows()).hasSize(1);
        assertThat(Fixed.format(board.rows().get(0).value())).isEqualTo(points);
        assertThat(board.rows().get(0).tier()).isEqualTo("gold");
    }

    @Test
    void shouldRefuseAnotherSchemaANewerVersionAndAnUnknownTemplateByName() throws IOException {
        refused("schema 7161", header -> header.schemaId(7161));
        refused("version 5", header -> header.version(5));
        refused("template 9", header -> header.templateId(9));
        refused("template 100", header -> header.templateId(100));
    }

    private static void refused(String name, java.util.function.Consumer<MessageHeaderEncoder> change)
            throws IOException {
        ScoringCore core = FrameScript.core(4_096);
        long before = core.stateHash();
        byte[] frame = GoldenFrames.read(NEWEST.resolve("1-participant.hex"));
        change.accept(new MessageHeaderEncoder().wrap(new UnsafeBuffer(frame), 0));
        assertThatThrownBy(() -> FrameScript.apply(core, frame))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(name);
        assertThat(core.stateHash()).isEqualTo(before);
    }
}
