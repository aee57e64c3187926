package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Every;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Periods;
import io.tidemark.engine.program.Program.Points;
import io.tidemark.engine.program.Program.Rank;
import io.tidemark.engine.program.Program.Returns;
import io.tidemark.engine.program.Program.Rounding;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Share;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.engine.program.ProgramCodec;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.program.RuleSpec.Step;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramReaderTest {
    private final Problems problems = new Problems();

    @Test
    void shouldReadTheExampleWithoutProblems() throws IOException {
        Program program = example();

        assertThat(problems.toString()).isEmpty();
        assertThat(program.id()).isEqualTo("spring-push");
        assertThat(program.name()).isEqualTo("Spring Push–Pull");
        assertThat(program.runs()).isEqualTo(new DateRange(day("2026-01-01"), day("2027-01-01")));
        assertThat(program.periods())
                .isEqualTo(new Periods(Every.QUARTER, 1, 10, false, true, List.of(), DayStarts.of("America/Chicago")));
        assertThat(program.points()).isEqualTo(new Points("points", 0, Rounding.HALF_UP, 100L, 100 * Fixed.ONE));
        assertThat(program.returns()).isEqualTo(new Returns(false, 90));
    }

    @Test
    void shouldReadGroupsAndMeasures() throws IOException {
        Program program = example();

        assertThat(program.groups().get(1).tests())
                .containsExactly(
                        new FieldTest("brand", List.of("AquaPro"), false, null, null),
                        new FieldTest("margin", List.of(), false, 3000L, null));
        assertThat(program.groups().get(3).tests())
                .containsExactly(new FieldTest("category", List.of("Pumps", "Pump Parts"), true, null, null));
        assertThat(program.measures())
                .contains(
                        new Measure("volume", Aggregate.SUM, "amount", null, null, List.of(), DateRange.ALWAYS),
                        new Measure(
                                "launch-units",
                                Aggregate.SUM,
                                "quantity",
                                null,
                                "launch",
                                List.of(),
                                new DateRange(day("2026-04-01"), day("2026-07-01"))),
                        new Measure("returned", Aggregate.SUM, "amount", "return", null, List.of(), DateRange.ALWAYS),
                        new Measure(
                                "courses", Aggregate.COUNT, null, "certification", null, List.of(), DateRange.ALWAYS));
    }

    @Test
    void shouldReadRulesByTheirDeclaredParameters() throws IOException {
        Track reps = example().tracks().get(0);

        Rule accelerator = reps.rules().get(3);
        assertThat(accelerator.spec().kind()).isEqualTo("bands");
        assertThat(accelerator.spec().arguments())
                .containsEntry("by", new Argument.MeasureName("volume"))
                .containsEntry("base", new Argument.RuleNames(List.of("base", "pump-points")))
                .containsEntry(
                        "steps",
                        new Argument.Steps(List.of(
                                new Step(50_000 * Fixed.ONE, true, 12_500),
                                new Step(100_000 * Fixed.ONE, true, 15_000))));
        Condition few = new Compared("few-returns", "returned", "sold", false, 500);
        Condition certified = new Compared("certified", "courses", null, true, 2 * Fixed.ONE);
        Rule clean = reps.rules().get(7);
        assertThat(clean.cap()).isEqualTo(300 * Fixed.ONE);
        assertThat(clean.needs()).containsExactly(few);
        assertThat(clean.spec().conditions("when")).containsExactly(certified, few);
        assertThat(reps.rules().get(4).bestOf()).isEqualTo("push");
    }

    @Test
    void shouldReadLadderAndBoards() throws IOException {
        Program program = example();

        assertThat(program.tracks().get(0).ladder())
                .extracting(Program.Tier::name)
                .containsExactly("bronze", "silver", "gold");
        assertThat(program.tracks().get(0).ladder().get(0).when()).isEmpty();
        assertThat(program.tracks().get(1).ladder()).isEmpty();
        assertThat(program.boards().get(0).rank()).isEqualTo(Rank.POINTS);
        assertThat(program.boards().get(0).ties()).containsExactly("units");
        assertThat(program.boards().get(1).min()).isEqualTo(Fixed.ONE);
        assertThat(program.boards().get(2).level()).isEqualTo("location");
        assertThat(program.boards().get(3).rank()).isEqualTo(new Rank("returned", "sold"));
    }

    @Test
    void shouldReadTheSharedJsonExampleWithoutProblems() throws IOException {
        String text = SharedFiles.shared("adventureworks/example-program.json");

        Program program = ProgramReader.read("example-program.json", text, problems);

        assertThat(problems.toString()).isEmpty();
        assertThat(program.id()).isEqualTo("bike-reps");
        assertThat(program.tracks().get(0).rules()).hasSize(5);
        assertThat(program.periods().closesAutomatically()).isFalse();
    }

    @Test
    void shouldMakeAModelThatTheJournalKeeps() throws IOException {
        Program program = example();

        assertThat(ProgramCodec.decode(ProgramCodec.encode(program))).isEqualTo(program);
    }

    @Test
    void shouldFillInDefaults() {
        Program program = ProgramReader.read(
                "p.yaml",
                "program: p\ntracks: { reps: { kind: distributor-rep, credit: [rep], rules: {} } }\n",
                problems);

        assertThat(problems.toString()).isEmpty();
        assertThat(program.name()).isEqualTo("p");
        assertThat(program.timezone()).isEqualTo("UTC");
        assertThat(program.currency()).isEqualTo("USD");
        assertThat(program.runs()).isEqualTo(DateRange.ALWAYS);
        assertThat(program.periods()).isEqualTo(new Periods(Every.QUARTER, 1, 0, true, true));
        assertThat(program.points()).isEqualTo(new Points("points", 0, Rounding.HALF_UP, null, 0));
        assertThat(program.returns()).isEqualTo(new Returns(false, -1));
        assertThat(program.unknownParticipantsWait()).isFalse();
        assertThat(program.unknownProductsWait()).isFalse();
        assertThat(program.tracks().get(0).credit()).containsExactly(new Share("rep", Fixed.ONE));
    }

    @Test
    void shouldReadSeveralRolesWithTheirShares() {
        Program program = ProgramReader.read(
                "p.yaml",
                "program: p\ntracks: { reps: { kind: distributor-rep, rules: {},"
                        + " credit: [{ role: rep, share: 0.8 }, rep.second, { role: rep.specifier, share: 0.0001 }] } }\n",
                problems);

        assertThat(problems.toString()).isEmpty();
        assertThat(program.tracks().get(0).credit())
                .containsExactly(
                        new Share("rep", 8_000), new Share("rep.second", Fixed.ONE), new Share("rep.specifier", 1));
        assertThat(ProgramCodec.decode(ProgramCodec.encode(program))).isEqualTo(program);
    }

    @Test
    void shouldReadTheSameFromYamlAndJson() {
        String json = "{\"program\": \"p\", \"measures\": {\"volume\": {\"sum\": \"amount\"}}, \"tracks\": {\"reps\":"
                + " {\"kind\": \"distributor-rep\", \"credit\": {\"role\": \"rep\"}, \"rules\": {\"base\": {\"rate\":"
                + " {\"by\": \"volume\", \"points\": 0.25}}}}}}";
        String yaml = "program: p\nmeasures: { volume: { sum: amount } }\ntracks:\n  reps:\n    kind: distributor-rep\n"
                + "    credit: rep\n    rules:\n      base: { rate: { by: volume, points: 0.25 } }\n";

        Program fromJson = ProgramReader.read("p.json", json, problems);
        Program fromYaml = ProgramReader.read("p.yaml", yaml, problems);

        assertThat(problems.toString()).isEmpty();
        assertThat(fromJson.tracks()).isEqualTo(fromYaml.tracks());
        assertThat(fromJson.measures()).isEqualTo(fromYaml.measures());
    }

    @Test
    void shouldFindFiveMistakesAtOnce() {
        String text = """
                program: spring push
                measures:
                  volume: { sum: amount, of: pumps }
                groups:
                  pumpz: { category: Pumps }
                tracks:
                  reps:
                    kind: distributor-rep
                    credit: rep
                    rules:
                      base: { rate: { by: volum, points: 1.23456 } }
                    ladderr: {}
                """;

        Program program = ProgramReader.read("p.yaml", text, problems);

        assertThat(program).isNull();
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.yaml:1:10: program is not a name: spring push — use letters a to z, digits, -, _ and . only,"
                                + " e.g. spring-push",
                        "p.yaml:3:30: there is no group pumps — did you mean pumpz?",
                        "p.yaml:11:27: there is no measure volum — did you mean volume?",
                        "p.yaml:11:42: points has 5 decimals: 1.23456 — at most four; round it to four",
                        "p.yaml:12:5: the track reps has no key ladderr — did you mean ladder?");
    }

    @Test
    void shouldKeepItsProblemsApartFromEarlierOnes() {
        problems.error(new Position("other.yaml", 1, 1), "something", "else");

        assertThat(ProgramReader.read("p.yaml", "program: p\ntracks: { r: { kind: rep2, credit: rep2 } }\n", problems))
                .isNotNull();
    }

    private Program example() throws IOException {
        return ProgramReader.read("spring-push.yaml", SharedFiles.example("spring-push.yaml"), problems);
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
