package io.tidemark.tools.simulate;

import static org.assertj.core.api.Assertions.fail;

import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.gateway.feed.FeedWindow;
import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.Halt;
import io.tidemark.journal.pipeline.Progress;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.recovery.Run;
import io.tidemark.tools.simulate.disk.SimDisk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mistakes put into the service on purpose: each is found within a hundred histories, and said for what it is. */
@ExtendWith(Quiet.class)
class PlantedMistakeTest {
    private static final int SEEDS = 100;
    private static final Recovery.Report NOTHING_SAID =
            new Recovery.Report(0, 0, 0, 0, 0, Long.MIN_VALUE, 0, List.of());

    /** Whether one of the first histories breaks a promise in such words; the others may break it in others. */
    static void assertFound(String words, Seams mistake) {
        Set<String> said = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                Simulation.run(seed, new Trace(0), mistake);
            } catch (Violation violation) {
                if (violation.getMessage().matches(words)) {
                    return;
                }
                said.add(violation.getMessage());
            }
        }
        fail("in " + SEEDS + " histories nothing was said such as " + words + ", but " + said);
    }

    @Test
    void shouldFindAcknowledgementsBeforeTheSync() {
        assertFound("sequence \\d+ was acknowledged, only \\d+ is left", new Seams() {
            @Override
            public SyncPolicy policy(SyncPolicy drawn) {
                return SyncPolicy.PROCESS;
            }
        });
    }

    @Test
    void shouldFindASyncThatDoesNothing() {
        assertFound(".*(is left|finds damage where nothing was damaged).*", new Seams() {
            @Override
            public Journal journal(Journal real) {
                return new Unforced(real);
            }
        });
    }

    private record Unforced(Journal real) implements Journal {
        @Override
        public void append(ByteBuffer batch, long timestampMs) {
            real.append(batch, timestampMs);
        }

        @Override
        public void force() {
            // says that it is done
        }

        @Override
        public boolean prepare() {
            return real.prepare();
        }

        @Override
        public int maxRecord() {
            return real.maxRecord();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Test
    void shouldFindAResumePositionTakenFromMemory() {
        assertFound(".*(are kept; there are|the standings are others).*", new Seams() {
            @Override
            public void resume(FeedWindow window) {
                window.acknowledged(window.sent());
            }
        });
    }

    @Test
    void shouldFindWhatIsAppliedAheadOfWhatIsDurable() {
        assertFound("sequence \\d+ was (applied|read), only \\d+ is left", new Seams() {
            @Override
            public Agent flush(Journal journal, Progress progress, SyncPolicy policy, Halt halt) {
                return new Hasty(journal, progress, policy);
            }

            @Override
            public FrameSink frames(FrameSink real) {
                return new Silent(real);
            }
        });
    }

    /** Lets the core go on first and makes durable afterwards. */
    private static final class Hasty implements Agent {
        private final Journal journal;
        private final Progress progress;
        private final SyncPolicy policy;
        private boolean forceIsDue;

        Hasty(Journal journal, Progress progress, SyncPolicy policy) {
            this.journal = journal;
            this.progress = progress;
            this.policy = policy;
        }

        @Override
        public int doWork() {
            if (forceIsDue) {
                journal.force();
            } else if (policy == SyncPolicy.GROUP) {
                progress.durable(progress.appended());
            }
            forceIsDue = !forceIsDue;
            return 1;
        }

        @Override
        public String roleName() {
            return "hasty";
        }
    }

    /** Acknowledges nothing to anybody, so that only what was applied and read can tell. */
    private record Silent(FrameSink real) implements FrameSink {
        @Override
        public boolean offer(org.agrona.DirectBuffer frame, int offset, int length, Applied applied) {
            return real.offer(frame, offset, length, new Applied() {
                @Override
                public void applied(Outcome outcome) {}

                @Override
                public void halted() {
                    applied.halted();
                }
            });
        }
    }

    @Test
    void shouldFindALostTailThatNobodyNotices() {
        assertFound("sequence \\d+ was .*, only \\d+ is left", new Seams() {
            @Override
            public Recovery.Report replay(Recovery recovery, List<Run> runs) {
                return recovery.replay(runs.subList(0, Math.max(0, runs.size() - 1)));
            }
        });
    }

    @Test
    void shouldFindDamageThatIsPassedOver() {
        assertFound("nobody sees that bit.*", new Seams() {
            @Override
            public Recovery.Report replay(Recovery recovery, List<Run> runs) {
                try {
                    return recovery.replay(runs);
                } catch (JournalException damaged) {
                    return NOTHING_SAID;
                }
            }
        });
    }

    @Test
    void shouldFindAStartThatTellsWhatIsNotOnTheDevice() {
        assertFound(".*(is left|finds damage where nothing was damaged).*", new Seams() {
            @Override
            public void endRuns(Recovery recovery) {
                // takes what it read for safe
            }
        });
    }

    @Test
    void shouldFindFoldersThatAreNotForced() {
        assertFound(".*(is left|finds damage where nothing was damaged).*", new Seams() {
            @Override
            public void disk(SimDisk disk) {
                disk.forgetForcesOfFolders();
            }
        });
    }
}
