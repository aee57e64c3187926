package io.tidemark.tools.simulate;

import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.snapshot.Snapshots;
import io.tidemark.tools.simulate.disk.SimDisk;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What goes wrong, and when. How rough it is and what kinds occur is drawn too, so that some histories see one kind alone. */
final class Weather {
    private enum Fault {
        KILL,
        POWER,
        END_IN_AN_OPERATION,
        STOP,
        BREAK,
        CLIENT_LEAVES,
        CLIENT_RESTARTS,
        CLIENT_SLOW,
        SERVER_IMPATIENT,
        CLOCK,
        DISK_FULL,
        FORCE_FAILS,
        ARCHIVE,
        SNAPSHOT_GONE,
        FLIP,
        SNAPSHOT_FLIP
    }

    private final SplittableRandom random;
    private final SimDisk disk;
    private final SimClock clock;
    private final Trace trace;
    private final int[] weights = new int[Fault.values().length];
    private final int calm;
    private final TreeMap<Fault, Integer> counts = new TreeMap<>();
    private boolean clear;
    private boolean powerToo;
    private boolean full;

    Weather(SplittableRandom random, SimDisk disk, SimClock clock, Trace trace) {
        this.random = random;
        this.disk = disk;
        this.clock = clock;
        this.trace = trace;
        this.calm = 10 + random.nextInt(60);
        for (int k = 0; k < weights.length; k++) {
            weights[k] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(4);
        }
    }

    void step(Simulation world) {
        if (random.nextInt(calm) == 0) {
            strike(draw(), world);
        } else if (world.server() == null && weights[Fault.ARCHIVE.ordinal()] > 0 && random.nextInt(8) == 0) {
            strike(Fault.ARCHIVE, world);
        }
    }

    private Fault draw() {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int at = sum == 0 ? 0 : random.nextInt(sum);
        for (Fault fault : Fault.values()) {
            at -= weights[fault.ordinal()];
            if (at < 0) {
                return fault;
            }
        }
        return Fault.POWER;
    }

    private void strike(Fault fault, Simulation world) {
        boolean up = world.server() != null;
        SimClient client = world.clients().get(random.nextInt(world.clients().size()));
        boolean struck = switch (fault) {
            case KILL, POWER -> ends(fault == Fault.POWER, world);
            case END_IN_AN_OPERATION -> endsLater();
            case STOP -> up && stops(world);
            case BREAK -> breaks(world.links());
            case CLIENT_LEAVES -> leaves(client);
            case CLIENT_RESTARTS -> restarts(client);
            case CLIENT_SLOW -> slows(client);
            case SERVER_IMPATIENT -> losesPatience(world.links());
            case CLOCK -> jumps();
            case DISK_FULL -> fills();
            case FORCE_FAILS -> up && failsForce();
            // no fault, but faults may meet it
            case ARCHIVE -> !up && !full && world.whileDown(SimCaretaker::archive);
            case SNAPSHOT_GONE -> !up && world.whileDown(SimCaretaker::deleteSnapshot);
            // happen before a start, see beforeStart
            case FLIP, SNAPSHOT_FLIP -> false;
        };
        if (struck) {
            count(fault);
        }
    }

    private void count(Fault fault) {
        counts.merge(fault, 1, Integer::sum);
    }

    private boolean ends(boolean power, Simulation world) {
        world.processEnds(power, "out of the blue");
        return true;
    }

    private boolean endsLater() {
        powerToo = random.nextInt(3) > 0;
        disk.endProcessAfter(random.nextInt(12));
        return true;
    }

    boolean takesPowerToo() {
        return powerToo;
    }

    private static boolean stops(Simulation world) {
        world.stop();
        return true;
    }

    private boolean breaks(List<SimLink> links) {
        if (links.isEmpty()) {
            return false;
        }
        SimLink link = links.get(random.nextInt(links.size()));
        int arrives = random.nextInt(400);
        trace.say(() -> "connection " + link.number + " breaks; " + arrives + " bytes still arrive");
        link.breaks(arrives);
        return true;
    }

    private boolean leaves(SimClient client) {
        trace.say(() -> client + " vanishes");
        client.leave();
        return true;
    }

    private boolean restarts(SimClient client) {
        trace.say(() -> client + " begins anew");
        client.restart();
        return true;
    }

    private boolean slows(SimClient client) {
        client.slow(!client.isSlow());
        trace.say(() -> client + (client.isSlow() ? " stops reading" : " reads again"));
        return true;
    }

    private boolean losesPatience(List<SimLink> links) {
        if (links.isEmpty()) {
            return false;
        }
        SimLink link = links.get(random.nextInt(links.size()));
        if (!link.isOver()) {
            link.losesPatience();
        }
        return true;
    }

    private boolean jumps() {
        long ms = (long) ((random.nextDouble() - 0.4) * 40 * 86_400_000.0);
        trace.say(() -> "the clock is set by " + ms + " ms");
        // a clock that says it is before the facts were written would have them refused, rightly
        clock.jump(Math.max(ms, -clock.sinceStart()));
        return true;
    }

    private boolean fills() {
        full = !full;
        if (full) {
            long left = random.nextInt(160 * 1024);
            trace.say(() -> "the disk has " + left + " bytes left");
            disk.leaveRoom(left);
        } else {
            trace.say(() -> "the disk has room again");
            disk.leaveAllRoom();
        }
        return true;
    }

    private boolean failsForce() {
        trace.say(() -> "the next force will fail");
        disk.failNextForce();
        return true;
    }

    /** Now and then a bit of what is surely safe is another: a start must see it and say where. */
    void beforeStart(SimServer.Setup setup) {
        if (clear || full) {
            return;
        }
        if (strikes(Fault.SNAPSHOT_FLIP)) {
            snapshotFlips(setup);
        }
        if (strikes(Fault.FLIP)) {
            journalFlips(setup);
        }
    }

    private boolean strikes(Fault fault) {
        return weights[fault.ordinal()] > 0 && random.nextInt(3) == 0;
    }

    private void journalFlips(SimServer.Setup setup) {
        Flip flip = Flip.draw(disk, random);
        if (flip == null) {
            return;
        }
        trace.say(flip::toString);
        flip.turn(disk);
        try (DataFolder folder = DataFolder.open(setup.data())) {
            ScoringCore core = new ScoringCore(setup.limits());
            setup.seams().replay(new Recovery(core, sequence -> {}), folder.runs());
            throw new Violation("nobody sees that " + flip);
        } catch (JournalException said) {
            if (!said.getMessage().contains(flip.file().toString())) {
                throw new Violation(flip + ", but what is said is about something else", said);
            }
        } finally {
            flip.turn(disk);
        }
        count(Fault.FLIP);
    }

    /** The newest snapshot is damaged: a start says so, and comes to the same without it. */
    private void snapshotFlips(SimServer.Setup setup) {
        Flip flip = Flip.ofNewestSnapshot(setup.data(), random);
        if (flip == null) {
            return;
        }
        trace.say(flip::toString);
        long hash = state(setup, null);
        flip.turn(disk);
        try {
            if (state(setup, flip) != hash) {
                throw new Violation(flip + ", and what is brought back is another state than before");
            }
        } finally {
            flip.turn(disk);
        }
        count(Fault.SNAPSHOT_FLIP);
    }

    private static long state(SimServer.Setup setup, Flip flip) {
        try (DataFolder folder = DataFolder.open(setup.data())) {
            Seams seams = setup.seams();
            Snapshots.Start start = seams.begin(new Snapshots(setup.data()), () -> new ScoringCore(setup.limits()));
            if (flip != null && !start.skipped().toString().contains(flip.file().toString())) {
                throw new Violation("nobody sees that " + flip);
            }
            seams.replay(new Recovery(start.core(), sequence -> {}), folder.runs());
            return start.core().stateHash();
        }
    }

    void clears() {
        clear = true;
        disk.leaveAllRoom();
        disk.endProcessAfter(-1);
        disk.neverFail();
    }

    String counts() {
        return counts.toString();
    }
}
