package io.tidemark.tools.simulate;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.journal.Journal;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.Halt;
import io.tidemark.journal.pipeline.Progress;
import io.tidemark.journal.snapshot.Snapshots;
import io.tidemark.tools.simulate.disk.SimDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mistakes with snapshots, and with the runs that begin with them, put into the service on purpose. */
@ExtendWith(Quiet.class)
class PlantedSnapshotMistakeTest {
    private static final String DAMAGE = ".*finds damage where nothing was damaged.*";

    @Test
    void shouldFindASnapshotThatNamesASequenceItDoesNotHold() {
        PlantedMistakeTest.assertFound(
                "a snapshot is passed over where nothing was damaged: .*it says that it ends with sequence.*",
                new Seams() {
                    @Override
                    public CoreImage image(CoreImage real) {
                        return new CoreImage(real.sequence() + 1, real.timestampMs(), real.parts());
                    }
                });
    }

    @Test
    void shouldFindASnapshotThatSaysThroughoutThatItHoldsMoreThanItDoes() {
        PlantedMistakeTest.assertFound(".*(finds damage where|is another than it was before).*", new Seams() {
            @Override
            public CoreImage image(CoreImage real) {
                List<CoreImage.Part> parts = new ArrayList<>(real.parts());
                CoreImage.Part core = parts.get(0);
                parts.set(
                        0,
                        new CoreImage.Part(
                                core.name(),
                                core.version(),
                                to -> core.content().write(new OneMore(to, real.sequence()))));
                return new CoreImage(real.sequence() + 1, real.timestampMs(), parts);
            }
        });
    }

    /** Writes a sequence as the next. */
    private record OneMore(SnapshotSink to, long sequence) implements SnapshotSink {
        @Override
        public void put(long value) {
            to.put(value);
        }

        @Override
        public void put(long[] page, int count) {
            long[] other = page.clone();
            if (count > 0 && other[0] == sequence) {
                other[0]++;
            }
            to.put(other, count);
        }

        @Override
        public void put(byte[] from, int offset, int count) {
            to.put(from, offset, count);
        }
    }

    @Test
    void shouldFindAPartThatIsFromTheSnapshotBefore() {
        PlantedMistakeTest.assertFound(
                ".*(is another than it was before|holds what cannot be|finds damage where).*", new Seams() {
                    private Frozen before;

                    @Override
                    public CoreImage image(CoreImage real) {
                        List<CoreImage.Part> parts = new ArrayList<>();
                        for (CoreImage.Part part : real.parts()) {
                            boolean stale = part.name().endsWith("effects");
                            Frozen content = stale && before != null ? before : part.content();
                            before = stale ? part.content() : before;
                            parts.add(new CoreImage.Part(part.name(), part.version(), content));
                        }
                        return new CoreImage(real.sequence(), real.timestampMs(), parts);
                    }
                });
    }

    @Test
    void shouldFindASnapshotThatIsNotForcedBeforeItGetsItsName() {
        PlantedMistakeTest.assertFound("a snapshot is passed over where nothing was damaged: .*", new Seams() {
            @Override
            public void disk(SimDisk disk) {
                disk.forgetForcesOf(".*[.]snapshot[.]tmp");
            }
        });
    }

    @Test
    void shouldFindWhatGoesAheadOfTheJournalsForce() {
        PlantedMistakeTest.assertFound(DAMAGE, new Seams() {
            @Override
            public Agent flush(Journal journal, Progress progress, SyncPolicy policy, Halt halt) {
                return new Boasting(journal, progress, policy);
            }
        });
    }

    /** Says that all is forced, and forces afterwards, before it lets the core go on. */
    private static final class Boasting implements Agent {
        private final Journal journal;
        private final Progress progress;
        private final SyncPolicy policy;
        private long position = -1;

        Boasting(Journal journal, Progress progress, SyncPolicy policy) {
            this.journal = journal;
            this.progress = progress;
            this.policy = policy;
        }

        @Override
        public int doWork() {
            if (policy != SyncPolicy.GROUP) {
                return 0;
            }
            if (position < progress.appended()) {
                position = progress.appended();
                progress.forced(progress.appendedSequence());
            } else if (position > progress.durable()) {
                journal.force();
                progress.durable(position);
            }
            return 1;
        }

        @Override
        public String roleName() {
            return "boasting";
        }
    }

    @Test
    void shouldFindDamageToASnapshotThatIsNotSaid() {
        PlantedMistakeTest.assertFound("nobody sees that bit .*snapshot changes", new Seams() {
            @Override
            public Snapshots.Start begin(Snapshots snapshots, Supplier<ScoringCore> fresh) {
                Snapshots.Start start = snapshots.start(fresh);
                return new Snapshots.Start(start.core(), start.file(), List.of());
            }
        });
    }
}
