package io.tidemark.tools.simulate;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.gateway.feed.FeedLimits;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.PipelineSettings;
import io.tidemark.journal.pipeline.Stepped;
import io.tidemark.tools.simulate.disk.PowerCut;
import io.tidemark.tools.simulate.disk.SimDisk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One history: parts that take turns in an order drawn from the seed, faults from the same seed, then a while without faults in
 * which everything has to come together. One thread; the same seed and facts give the same history to the step.
 */
public final class Simulation {
    private static final long MS_PER_DAY = 86_400_000L;
    private static final int MOST_STEPS_TO_HEAL = 50_000;

    private final SplittableRandom random;
    private final SimFacts facts;
    private final Trace trace;
    private final Seams seams;
    private final SimClock clock;
    private final SimDisk disk;
    private final SimServer.Setup setup;
    private final Promises promises;
    private final Weather weather;
    private final FeedLimits feed;
    private final SimOffice office;
    private final SimCaretaker caretaker;
    private final List<SimClient> clients = new ArrayList<>();
    private final List<SimLink> links = new ArrayList<>();
    private SimServer server;
    private int connections;

    private Simulation(long seed, SimFacts given, Trace trace, Seams seams) {
        this.random = new SplittableRandom(seed);
        this.facts = given == null ? new FactsDraw(random.split()).facts() : given;
        this.trace = trace;
        this.seams = seams;
        this.clock = new SimClock((facts.today() + 1) * MS_PER_DAY + random.nextInt((int) MS_PER_DAY));
        this.disk = new SimDisk(random.split());
        seams.disk(disk);
        this.promises = new Promises(trace);
        SyncPolicy policy = seams.policy(random.nextInt(4) == 0 ? SyncPolicy.ALWAYS : SyncPolicy.GROUP);
        this.setup = new SimServer.Setup(
                disk.path("/data"),
                new EngineLimits(1 + random.nextInt(64), 100_000, 100_000, 100),
                new JournalSettings(JournalSettings.Store.FILE, 512 * 1024, 0),
                new PipelineSettings(policy, 2 << random.nextInt(4), 16, true, 0, 64 * 1024, 1_000),
                SimServer.Setup.drawSnapshots(random),
                clock,
                seams);
        this.feed = new FeedLimits(1 + random.nextInt(8), 64, 10_000, 10_000);
        this.weather = new Weather(random.split(), disk, clock, trace);
        this.caretaker = new SimCaretaker(setup.data(), random, trace);
        this.office = new SimOffice(Frames.references(facts), promises);
        people();
        disk.duringForce(this::meanwhile);
    }

    private void people() {
        for (List<Activity> part : Frames.parts(facts.activities(), 1 + random.nextInt(4), random)) {
            clients.add(new SimClient("client-" + clients.size(), Frames.activities(part, random), promises, seams));
        }
    }

    /**
     * Runs a history of its own facts.
     *
     * @throws Violation where a promise is broken
     */
    public static SimResult run(long seed, Trace trace, Seams seams) {
        return run(seed, null, trace, seams);
    }

    /** Runs a history of these facts. */
    public static SimResult run(long seed, SimFacts facts, Trace trace, Seams seams) {
        Simulation simulation = new Simulation(seed, facts, trace, seams);
        try {
            return simulation.run();
        } catch (Violation broken) {
            throw broken;
        } catch (RuntimeException | PowerCut unexpected) {
            throw new Violation("something failed that must not", unexpected);
        }
    }

    private SimResult run() {
        int steps = 250 + random.nextInt(750);
        for (int k = 0; k < steps; k++) {
            trace.next();
            step();
            weather.step(this);
        }
        heal();
        return finish();
    }

    // what the weather may do

    SimServer server() {
        return server;
    }

    List<SimClient> clients() {
        return clients;
    }

    List<SimLink> links() {
        return links;
    }

    boolean isConverged() {
        return server != null
                && office.isDone()
                && clients.stream().allMatch(SimClient::isDone)
                && server.steps().isDrained()
                && server.core().isSettled();
    }

    /** The process is gone in the middle of what it did. */
    void processEnds(boolean powerToo, String why) {
        trace.say(() -> (powerToo ? "power is lost: " : "the process is killed: ") + why);
        if (server != null) {
            promises.processEnded(server.core());
        }
        server = null;
        if (powerToo) {
            disk.losePower();
        } else {
            disk.endProcess();
        }
        office.forget();
        for (SimLink link : links) {
            link.breaks(random.nextInt(200));
        }
        links.clear();
    }

    /** The service is asked to stop. */
    void stop() {
        trace.say(() -> "the service is stopped");
        try {
            server.close();
            processEnds(false, "it was stopped");
        } catch (JournalException full) {
            processEnds(false, full.getMessage());
        } catch (PowerCut cut) {
            processEnds(weather.takesPowerToo(), cut.getMessage());
        }
    }

    /** While no service runs, what has ended is archived, or a snapshot deleted. Answers false where nothing was done. */
    boolean whileDown(SimCaretaker.Task task) {
        try {
            String done = task.run(caretaker);
            if (done != null) {
                processEnds(false, done);
            }
            return done != null;
        } catch (JournalException wrong) {
            if (wrong.kind() == JournalException.Cause.DATA) {
                throw new Violation("whoever archives finds damage where nothing was damaged", wrong);
            }
            processEnds(false, wrong.getMessage());
        } catch (PowerCut cut) {
            processEnds(weather.takesPowerToo(), cut.getMessage());
        }
        return true;
    }

    // steps

    private void step() {
        try {
            if (server == null) {
                if (random.nextInt(6) == 0) {
                    start();
                }
                everybodyElse();
            } else if (random.nextInt(5) < 2) {
                inside(server.steps());
            } else {
                everybodyElse();
            }
        } catch (PowerCut cut) {
            processEnds(weather.takesPowerToo(), cut.getMessage());
        }
    }

    private void start() {
        weather.beforeStart(setup);
        try {
            server = SimServer.start(setup, promises);
        } catch (JournalException wrong) {
            if (wrong.kind() == JournalException.Cause.DATA) {
                throw new Violation("a start finds damage where nothing was damaged", wrong);
            }
            trace.say(() -> "no start: " + wrong.getMessage());
            processEnds(false, "it could not start");
        }
    }

    private void inside(Stepped steps) {
        int what = random.nextInt(18);
        if (what >= 16) {
            steps.snapshot();
        } else if (what < 4) {
            steps.append();
        } else if (what < 8) {
            steps.flush();
        } else if (what < 14) {
            steps.core();
        } else if (what < 15) {
            steps.help();
        } else {
            read();
        }
        if (steps.halt().isSet() && random.nextInt(8) == 0) {
            trace.say(() -> "the service halted: " + steps.halt().cause().getMessage());
            stop();
        }
    }

    /** While the device makes durable, others go on. */
    private void meanwhile() {
        if (server == null || setup.policy() == SyncPolicy.ALWAYS) {
            return;
        }
        int turns = random.nextInt(3);
        for (int k = 0; k < turns && server != null; k++) {
            if (random.nextBoolean()) {
                server.steps().append();
            } else {
                server.steps().core();
            }
        }
    }

    private void read() {
        long acknowledged = promises.acknowledged();
        boolean hash = random.nextInt(8) == 0;
        server.reads().offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                promises.seen(core.sequence(), acknowledged);
                if (hash) {
                    core.standingsHash();
                }
            }

            @Override
            public void halted() {}
        });
    }

    private void everybodyElse() {
        int what = random.nextInt(16);
        if (what == 0) {
            clock.pass(random.nextInt(200));
        } else if (what == 1 && server != null) {
            office.act(server.frames());
        } else if (what < 9 && !links.isEmpty()) {
            way(links.get(random.nextInt(links.size())));
        } else {
            act(clients.get(random.nextInt(clients.size())));
        }
    }

    /** Something moves on one connection. */
    private void way(SimLink link) {
        int what = random.nextInt(4);
        int most = random.nextInt(3) == 0 ? 1 + random.nextInt(64) : 1 + random.nextInt(20_000);
        if (what == 0) {
            link.deliverToServer(most);
        } else if (what == 1) {
            link.serverReads();
        } else if (link.wantsPump()) {
            link.pump();
        } else {
            link.deliverToServer(most);
        }
        if (link.isOver() && link.underWay() == 0) {
            links.remove(link);
        }
    }

    private void act(SimClient client) {
        if (client.isConnected()) {
            if (!client.isSlow()) {
                client.link().deliverToClient(1 + random.nextInt(20_000));
                client.act();
            }
        } else if (server != null && random.nextInt(4) == 0) {
            connect(client);
        }
    }

    private void connect(SimClient client) {
        SimLink link = new SimLink(++connections, server.frames(), feed);
        trace.say(() -> client + " connects as connection " + link.number);
        links.add(link);
        client.connect(link);
    }

    // the end

    private void heal() {
        trace.say(() -> "from here on nothing goes wrong any more");
        weather.clears();
        clients.forEach(client -> client.slow(false));
        if (server != null && server.steps().halt().isSet()) {
            stop();
        }
        int steps = 0;
        while (!isConverged()) {
            if (++steps > MOST_STEPS_TO_HEAL) {
                throw new Violation("it does not come together: " + state());
            }
            trace.next();
            goOn();
            if (steps % 50 == 0) {
                dropStale();
            }
        }
    }

    /** A turn for everybody. */
    private void goOn() {
        if (server == null) {
            start();
            return;
        }
        clock.pass(1);
        office.act(server.frames());
        for (SimClient client : clients) {
            act(client);
        }
        for (Iterator<SimLink> each = links.iterator(); each.hasNext(); ) {
            SimLink link = each.next();
            link.deliverToServer(20_000);
            link.serverReads();
            if (link.wantsPump()) {
                link.pump();
            }
            if (link.isOver() && link.underWay() == 0) {
                each.remove();
            }
        }
        Stepped steps = server.steps();
        steps.append();
        steps.flush();
        steps.core();
        steps.help();
        steps.snapshot();
    }

    /** Connections whose client is gone without a word are found out in the end. */
    private void dropStale() {
        links.removeIf(link -> clients.stream().noneMatch(client -> client.link() == link));
    }

    private String state() {
        return "office " + office.isDone() + ", clients "
                + clients.stream().map(SimClient::isDone).toList() + ", drained "
                + server.steps().isDrained() + ", settled " + server.core().isSettled() + ", "
                + server.steps().pausedBecause();
    }

    private SimResult finish() {
        Reckoning reckoning = new Reckoning(server.core());
        stop();
        server = SimServer.start(setup, promises);
        ScoringCore again = server.core();
        reckoning.sameAs(again);
        reckoning.sameAsReadWhole(again, setup);
        reckoning.sameAsUndisturbed(facts, setup.limits());
        return new SimResult(
                trace.step(),
                again.sequence(),
                again.standingsHash(),
                again.stateHash(),
                again.facts().today,
                promises.starts(),
                weather.counts(),
                facts);
    }
}
