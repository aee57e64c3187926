package io.tidemark.engine;

import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.job.JobQueue;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramCheck;
import io.tidemark.engine.program.ProgramCodec;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The programs of a server by id, each as its versions. A published version is filled by a job beside those that run; when it has
 * rated every activity it shows the periods from its first day on, in place of whatever showed them. Core thread only.
 */
final class Programs implements Stored {
    private final Facts facts;
    private final JobQueue jobs;
    private final ClaimWork claims;
    private final List<ProgramVersions> slots = new ArrayList<>();
    /** What live frames rate: running and filling instances. */
    private ProgramInstance[] all = {};
    /** When the next period closes by itself. */
    private long dueMs = Long.MAX_VALUE;

    Programs(Facts facts, JobQueue jobs) {
        this.facts = facts;
        this.jobs = jobs;
        this.claims = new ClaimWork(jobs);
    }

    /** Claims of things that have many. */
    ClaimWork claims() {
        return claims;
    }

    /** Instances that frames feed, those being filled included. */
    ProgramInstance[] all() {
        return all;
    }

    int count() {
        return slots.size();
    }

    private ProgramVersions find(String id) {
        return slots.stream().filter(slot -> slot.id.equals(id)).findFirst().orElse(null);
    }

    /** Whether there is room for a version of a program, and it takes effect where a period begins. */
    Verdict admit(Program program, int most) {
        ProgramVersions slot = find(program.id());
        if (slot == null) {
            return slots.size() < most ? Verdict.ACCEPTED : Verdict.AT_CAPACITY;
        }
        return slot.admit(program);
    }

    void publish(Program program, long timestampMs) {
        ProgramVersions slot = find(program.id());
        if (slot == null) {
            slot = new ProgramVersions(program.id(), slots.size(), facts);
            slots.add(slot);
        }
        slot.closings.published(timestampMs);
        int publish = slot.publish(program);
        if (facts.identities.count() == 0) {
            flip(slot.number, publish);
        } else {
            jobs.add(JobQueue.Kind.REBUILD, 0, slot.number, Words.pack(publish, 0));
            collect();
            findDue();
        }
    }

    /** The instance that a publish fills, or null where a later one made it needless. */
    ProgramInstance filling(int number, int publish) {
        return slots.get(number).filling(publish);
    }

    /** A filled instance shows its periods from now on. */
    void flip(int number, int publish) {
        slots.get(number).flip(publish);
        collect();
        findDue();
    }

    /** When the next period of any program closes by itself, epoch milliseconds. */
    long dueMs() {
        return dueMs;
    }

    private void findDue() {
        dueMs = slots.stream().mapToLong(Programs::dueMs).min().orElse(Long.MAX_VALUE);
    }

    /** While a version is filled nothing is due: what comes in behind the closing could not be kept out of it. */
    private static long dueMs(ProgramVersions slot) {
        return slot.isFilling() ? Long.MAX_VALUE : slot.closings.dueMs();
    }

    /** Time has come to a moment at which periods close. */
    void closeDue(long nowMs, long sequence) {
        for (int k = 0; k < slots.size(); k++) {
            ProgramVersions slot = slots.get(k);
            boolean waits = slot.closings.isBusy();
            if (dueMs(slot) <= nowMs && slot.closings.closeDue(nowMs, sequence) && !waits) {
                jobs.add(JobQueue.Kind.CLOSE, 0, k, 0);
            }
        }
        findDue();
    }

    /** Closes a period by command, behind a command of a sequence. */
    Verdict close(String id, String period, long nowMs, long sequence) {
        ProgramVersions slot = find(id);
        if (slot == null || slot.instances().isEmpty()) {
            return Verdict.UNKNOWN_PROGRAM;
        }
        if (slot.isFilling()) {
            return Verdict.PROGRAM_SETTLING;
        }
        boolean waits = slot.closings.isBusy();
        Verdict verdict = slot.closings.close(period, nowMs, sequence);
        if (verdict == Verdict.ACCEPTED && !waits) {
            jobs.add(JobQueue.Kind.CLOSE, 0, slot.number, 0);
        }
        findDue();
        return verdict;
    }

    /** Whether a closing of a program is under way, so that its standings must not move. */
    boolean isClosing(int number) {
        return slots.get(number).closings.isUnderWay();
    }

    /** Settles the tiers of a program that those below ask for, and tells whose changed. */
    void tellTiers(int number, IntConsumer askersOf) {
        slots.get(number).instances().forEach(instance -> instance.tellTiers(askersOf));
    }

    /** Does one item of a program's closings; answers whether there is more to do. */
    boolean close(int number, long sequence) {
        return slots.get(number).closings.step(sequence);
    }

    /** The closings of a program, or null. */
    ProgramClosings closings(String id) {
        ProgramVersions slot = find(id);
        return slot == null ? null : slot.closings;
    }

    private void collect() {
        List<ProgramInstance> instances = new ArrayList<>();
        slots.forEach(slot -> instances.addAll(slot.all()));
        all = instances.toArray(ProgramInstance[]::new);
        for (ProgramInstance instance : all) {
            if (instance.number() < ClaimWork.MOST_PROGRAMS) {
                instance.rateClaimsLater(thing -> claims.add(instance.number(), thing));
            }
        }
    }

    /** Of each program the version that shows today, in the order in which the programs were first published. */
    List<ProgramInstance> live() {
        return slots.stream()
                .filter(slot -> !slot.instances().isEmpty())
                .map(slot -> slot.showing(facts.today))
                .toList();
    }

    /** The version of a program that shows a day's period, or null. */
    ProgramInstance showing(String id, int day) {
        ProgramVersions slot = find(id);
        return slot == null ? null : slot.showing(day);
    }

    /** The versions of a program that show periods, in order of time; none where it is not known. */
    List<ProgramInstance> versions(String id) {
        ProgramVersions slot = find(id);
        return slot == null ? List.of() : slot.instances();
    }

    /** Names of the tracks of a program by their numbers in outcomes. */
    List<String> trackNames(int number) {
        return slots.get(number).trackNames();
    }

    /** All versions of all programs that show periods. */
    List<ProgramInstance> shown() {
        return slots.stream().flatMap(slot -> slot.instances().stream()).toList();
    }

    /** Standings that wait read statuses and the like as they are before something changes them. */
    void beforeChange() {
        for (ProgramInstance instance : all) {
            instance.beforeChange();
        }
    }

    /** Settles everything, so that it can be frozen. */
    void settle() {
        for (ProgramInstance instance : all) {
            instance.settle();
        }
    }

    /** What the instances keep; only once those that a snapshot names are there. */
    void list(Sections sections) {
        for (int k = 0; k < all.length; k++) {
            all[k].list(sections.of("instance-" + k));
        }
        for (int k = 0; k < slots.size(); k++) {
            slots.get(k).closings.list(sections.of("program-" + k));
        }
        sections.derive(this::findDue);
    }

    /** The programs' texts; what their instances keep is listed apart. */
    @Override
    public Frozen freeze() {
        List<Frozen> frozen = slots.stream().map(ProgramVersions::freeze).toList();
        return to -> {
            to.put(frozen.size());
            frozen.forEach(slot -> slot.write(to));
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        slots.clear();
        for (int left = from.count(4 * Long.BYTES); left > 0; left--) {
            ProgramVersions slot = new ProgramVersions(from.text(), slots.size(), facts);
            slot.restore(from);
            slots.add(slot);
        }
        collect();
    }

    /** @throws FrameException where the bytes are no program, or one that cannot run */
    static Program decode(byte[] model) {
        try {
            Program program = ProgramCodec.decode(model);
            ProgramCheck.check(program);
            return program;
        } catch (IllegalArgumentException e) {
            throw new FrameException(e.getMessage());
        }
    }

    long stateHash(long seed) {
        long hash = seed;
        for (ProgramVersions slot : slots) {
            hash = slot.stateHash(hash);
        }
        for (ProgramInstance instance : all) {
            hash = instance.stateHash(hash);
        }
        for (ProgramVersions slot : slots) {
            hash = slot.closings.stateHash(hash);
        }
        return hash;
    }
}
