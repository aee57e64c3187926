package io.tidemark.journal.pipeline;

import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.flush.SyncPolicy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random moments under load, under each policy; more: {@code -Dtidemark.kills-under-load=N}. */
class KillUnderLoadTest {
    private static final int KILLS = Integer.getInteger("tidemark.kills-under-load", 20);
    /** Kills that one data folder lives through; then a new one, so that replays stay short. */
    private static final int PER_FOLDER = 10;

    private static final int MOST_LINES = 1_500;

    @TempDir
    private Path temp;

    @Test
    void shouldKeepWhatItAcknowledgedAndComeBackToTheSameState() throws Exception {
        long seed = Long.getLong("tidemark.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long[] starts = new long[KILLS];
        for (int kill = 0; kill < KILLS; kill++) {
            SyncPolicy policy = SyncPolicy.values()[kill % SyncPolicy.values().length];
            Store store = kill / PER_FOLDER % 4 == 3 ? Store.FILE : Store.CHRONICLE;
            UnderLoad service =
                    new UnderLoad(temp.resolve("data-" + kill / PER_FOLDER), policy, store, random.nextLong());
            starts[kill] = service.start();
            service.listen(random.nextInt(MOST_LINES));
            service.kill();
            service.assertKept();
        }
        Arrays.sort(starts);
        System.out.printf(
                "%d kills; restart milliseconds: median %d, 9 of 10 %d, longest %d%n",
                KILLS, starts[KILLS / 2], starts[KILLS * 9 / 10], starts[KILLS - 1]);
    }
}
