package io.tidemark.gateway.live;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.DirectHost;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.host.PastCores;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.gateway.http.DataThrough;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.InnerReads;
import io.tidemark.gateway.http.OverviewRoutes;
import io.tidemark.gateway.http.PastReads;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Response;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.StandingRoutes;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** A hub over a real core and real routes, whose thread is moved on by hand. */
final class Watching implements FrameSink.Applied {
    static final String PROGRAM = """
            program: race
            measures: { volume: { sum: amount }, units: { sum: quantity } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1 } } }
                ladder:
                  tiers:
                    member: {}
                    star: { when: { measure: volume, at-least: 20 } }
            boards: { reps: { track: reps, rank: points, ties: [units] } }
            """;
    private static final Set<String> WATCHABLE = Set.of(
            "/v1/programs/{program}/boards/{board}",
            "/v1/programs/{program}/participants/{participant}/standing",
            OverviewRoutes.TEMPLATE);

    final DirectHost host =
            new DirectHost(EngineLimits.DEFAULT, () -> LocalDate.of(2026, 3, 1).toEpochDay() * 86_400_000L);
    /** What the hub's thread has to do. */
    final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    final LiveHub hub;
    private final InnerReads routes;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    /** Topics read so far. */
    int reads;

    private long nowMs;
    private int sales;

    Watching(LiveLimits limits) {
        Router router = new Router();
        Reads reads = new Reads(host);
        DataThrough dataThrough = new DataThrough();
        new StandingRoutes(reads, new PastReads(reads, PastCores.NONE, dataThrough)).addTo(router);
        new OverviewRoutes(reads, dataThrough).addTo(router);
        routes = new InnerReads(router, WATCHABLE);
        RouteReads real = new RouteReads(host, routes, tasks::add, limits.rows());
        hub = new LiveHub(counted(real), limits, "run");
        publish(PROGRAM);
    }

    private LiveReads counted(LiveReads real) {
        return new LiveReads() {
            @Override
            public boolean sequence(LongConsumer answer) {
                return real.sequence(answer);
            }

            @Override
            public void read(Topic topic, Answer answer) {
                reads++;
                real.read(topic, answer);
            }
        };
    }

    void publish(String program) {
        new CommandFrames(buffer, length -> host.offer(buffer, 0, length, this))
                .publish(ProgramReader.read("program.yaml", program, new Problems()));
    }

    static Topic board(String query) {
        return new Topic("race", "boards/reps" + query);
    }

    static Topic standing(String rep) {
        return new Topic("race", "participants/" + rep + "/standing");
    }

    /** A sale of its own frame. */
    void sale(String rep, int amount) {
        activity("s" + sales++, Activity.Function.ORIGINAL, rep, amount);
    }

    /** Takes the newest sale back. */
    void takeBack(String rep) {
        if (sales > 0) {
            activity("s" + (sales - 1), Activity.Function.VOID, rep, 0);
        }
    }

    private void activity(String id, Activity.Function function, String rep, int amount) {
        boolean isVoid = function == Activity.Function.VOID;
        writer.add(new Activity(
                "test",
                id,
                "",
                function,
                Activity.NO_REVISION,
                Activity.SALE,
                (int) LocalDate.of(2026, 2, 1).toEpochDay(),
                new TreeMap<>(java.util.Map.of("rep", rep, "distributor", "d1")),
                "",
                isVoid ? null : Fixed.ONE,
                isVoid ? null : amount * Fixed.ONE,
                "",
                "",
                new TreeMap<>()));
        host.offer(buffer, 0, writer.encode(buffer, 0), this);
    }

    /** What a GET of the topic answers now, or null where it is a problem. */
    LiveState read(Topic topic) {
        AtomicReference<LiveState> found = new AtomicReference<>();
        try {
            routes.ask("/v1/programs/" + topic.program() + "/" + topic.address(), 1_000, new Responder() {
                @Override
                public void answer(Response response) {
                    if (response.status() == 200) {
                        String body = new String(response.body(), StandardCharsets.UTF_8);
                        found.set(AnswerSplitter.split(body, "participant"));
                    }
                }

                @Override
                public void execute(Runnable task) {
                    task.run();
                }

                @Override
                public void executeIn(long delayMs, Runnable task) {
                    task.run();
                }

                @Override
                public boolean isDone() {
                    return false;
                }
            });
        } catch (HttpProblem problem) {
            throw new IllegalStateException(problem);
        }
        return found.get();
    }

    /** Does the next of what the hub's thread has to do. */
    void step() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    void turn() {
        pass(100);
    }

    void pass(long ms) {
        nowMs += ms;
        hub.turn(nowMs);
    }

    /** Lets everything come to rest. */
    void rest() {
        for (int k = 0; k < 5; k++) {
            turn();
            while (!tasks.isEmpty()) {
                step();
            }
        }
    }

    /** A new viewer of a topic, who has seen its snapshot. */
    Viewer watch(Topic topic) {
        Viewer viewer = join(topic, "");
        rest();
        return viewer;
    }

    Viewer join(Topic topic, String resume) {
        Viewer viewer = new Viewer();
        hub.join(viewer);
        hub.subscribe(viewer, topic.address(), topic, resume);
        return viewer;
    }

    /** A viewer who remembers everything and can stop taking. */
    static final class Viewer implements LiveViewer {
        final LiveMirror mirror = new LiveMirror();
        final List<String> types = new ArrayList<>();
        final List<LiveProblem> problems = new ArrayList<>();
        final List<LiveState> seen = new ArrayList<>();
        boolean ready = true;
        String cut;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void send(String type, String id, String json) {
            if (!ready) {
                throw new AssertionError("sent to a viewer who takes nothing");
            }
            types.add(type);
            mirror.take(json);
            seen.add(mirror.state());
        }

        @Override
        public void problem(LiveProblem problem, String json) {
            problems.add(problem);
        }

        @Override
        public void cut(String why) {
            cut = why;
        }
    }

    @Override
    public void applied(Outcome outcome) {
        if (outcome.verdict(0).isRefusal()) {
            throw new AssertionError(outcome.verdict(0).text());
        }
    }

    @Override
    public void halted() {
        throw new AssertionError("halted");
    }
}
