package io.tidemark.engine;

import io.tidemark.engine.closing.InstanceSource;
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
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The programs of a server by id. A published program is filled by a job beside the one it replaces; when it has rated
 * every activity it takes that one's place. Core thread only.
 */
final class Programs implements Stored {
    private static final class Slot implements InstanceSource {
        final String id;
        final ProgramClosings closings;
        ProgramInstance live;
        ProgramInstance building;
        byte[] model;
        /** How often the program was published. */
        int publishes;

        Slot(String id, Facts facts) {
            this.id = id;
            this.closings = new ProgramClosings(facts, this);
        }

        @Override
        public List<ProgramInstance> instances() {
            return live == null ? List.of() : List.of(live);
        }

        @Override
        public List<ProgramInstance> all() {
            return Stream.of(live, building).filter(Objects::nonNull).toList();
        }

        /** What is filled keeps in closed periods what the one that runs has there. */
        void build(ProgramInstance instance) {
            building = instance;
            building.takeFrom(live);
            closings.shutAll();
        }

        @Override
        public ProgramInstance showing(int day) {
            return live;
        }
    }

    private final Facts facts;
    private final JobQueue jobs;
    private final ClaimWork claims;
    private final List<Slot> slots = new ArrayList<>();
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

    boolean holds(String id) {
        return slots.stream().anyMatch(slot -> slot.id.equals(id));
    }

    private Slot find(String id) {
        return slots.stream().filter(slot -> slot.id.equals(id)).findFirst().orElse(null);
    }

    void publish(Program program, byte[] model, long timestampMs) {
        Slot slot = find(program.id());
        if (slot == null) {
            slot = new Slot(program.id(), facts);
            slots.add(slot);
        }
        slot.closings.published(timestampMs);
        slot.build(new ProgramInstance(slots.indexOf(slot), program, facts));
        slot.model = model;
        slot.publishes++;
        if (facts.identities.count() == 0) {
            flip(slots.indexOf(slot));
        } else {
            jobs.add(JobQueue.Kind.REBUILD, 0, slots.indexOf(slot), Words.pack(slot.publishes, 0));
            collect();
        }
    }

    /** The instance being filled, or null. */
    ProgramInstance building(int number) {
        return slots.get(number).building;
    }

    /** How often a program was published; a job of an earlier publish has nothing left to do. */
    int publishes(int number) {
        return slots.get(number).publishes;
    }

    /** The filled instance takes the place of the one that ran. */
    void flip(int number) {
        Slot slot = slots.get(number);
        slot.live = slot.building;
        slot.live.takeFrom(null);
        slot.building = null;
        slot.closings.flipped();
        collect();
        findDue();
    }

    /** When the next period of any program closes by itself, epoch milliseconds. */
    long dueMs() {
        return dueMs;
    }

    private void findDue() {
        dueMs = slots.stream().mapToLong(slot -> slot.closings.dueMs()).min().orElse(Long.MAX_VALUE);
    }

    /** Time has come to a moment at which periods close. */
    void closeDue(long nowMs, long sequence) {
        for (int k = 0; k < slots.size(); k++) {
            boolean waits = slots.get(k).closings.isBusy();
            if (slots.get(k).closings.closeDue(nowMs, sequence) && !waits) {
                jobs.add(JobQueue.Kind.CLOSE, 0, k, 0);
            }
        }
        findDue();
    }

    /** Closes a period by command, behind a command of a sequence. */
    Verdict close(String id, String period, long nowMs, long sequence) {
        Slot slot = find(id);
        if (slot == null || slot.live == null) {
            return Verdict.UNKNOWN_PROGRAM;
        }
        boolean waits = slot.closings.isBusy();
        Verdict verdict = slot.closings.close(slot.live, period, nowMs, sequence);
        if (verdict == Verdict.ACCEPTED && !waits) {
            jobs.add(JobQueue.Kind.CLOSE, 0, slots.indexOf(slot), 0);
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
        slots.get(number).live.tellTiers(askersOf);
    }

    /** Does one item of a program's closings; answers whether there is more to do. */
    boolean close(int number, long sequence) {
        return slots.get(number).closings.step(sequence);
    }

    /** The closings of a program, or null. */
    ProgramClosings closings(String id) {
        Slot slot = find(id);
        return slot == null ? null : slot.closings;
    }

    private void collect() {
        List<ProgramInstance> instances = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.live != null) {
                instances.add(slot.live);
            }
            if (slot.building != null) {
                instances.add(slot.building);
            }
        }
        all = instances.toArray(ProgramInstance[]::new);
        for (ProgramInstance instance : all) {
            if (instance.number() < ClaimWork.MOST_PROGRAMS) {
                instance.rateClaimsLater(thing -> claims.add(instance.number(), thing));
            }
        }
    }

    /** The running instances in the order in which the programs were first published. */
    List<ProgramInstance> live() {
        return slots.stream()
                .map(slot -> slot.live)
                .filter(instance -> instance != null)
                .toList();
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
        List<Frozen> frozen = slots.stream().map(Programs::freeze).toList();
        return to -> {
            to.put(frozen.size());
            frozen.forEach(slot -> slot.write(to));
        };
    }

    private static Frozen freeze(Slot slot) {
        byte[] model = slot.model;
        boolean filling = slot.building != null;
        Program live = filling && slot.live != null ? slot.live.program() : null;
        int publishes = slot.publishes;
        String id = slot.id;
        return to -> {
            to.putText(id);
            to.put(publishes);
            to.putBytes(model);
            to.put(filling ? 1 : 0);
            to.putBytes(live == null ? new byte[0] : ProgramCodec.encode(live));
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        slots.clear();
        for (int left = from.count(5 * Long.BYTES); left > 0; left--) {
            Slot slot = new Slot(from.text(), facts);
            slot.publishes = (int) from.get();
            slot.model = from.bytes();
            ProgramInstance newest = instance(slot.model);
            boolean filling = from.get() != 0;
            byte[] former = from.bytes();
            slot.live = filling && former.length > 0 ? instance(former) : filling ? null : newest;
            if (filling) {
                slot.build(newest);
            }
            slots.add(slot);
        }
        collect();
    }

    private ProgramInstance instance(byte[] model) {
        return new ProgramInstance(slots.size(), decode(model), facts);
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
        for (Slot slot : slots) {
            hash = Words.mix(hash, TextHash.of(new UnsafeBuffer(slot.model), 0, slot.model.length));
        }
        for (ProgramInstance instance : all) {
            hash = instance.stateHash(hash);
        }
        for (Slot slot : slots) {
            hash = slot.closings.stateHash(hash);
        }
        return hash;
    }
}
