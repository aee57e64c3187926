package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    Path folder;

    @Test
    void shouldTakeAFileOnceItHasStoppedGrowing() throws IOException {
        FolderWatch watch = new FolderWatch(folder);
        Path file = Files.writeString(folder.resolve("b.csv"), "id,da");
        assertThat(watch.look()).as("seen for the first time").isEmpty();
        Files.writeString(file, "id,date\n1,2026-01-05\n");
        assertThat(watch.look()).as("still growing").isEmpty();
        Path other = Files.writeString(folder.resolve("a.csv"), "id,date\n");
        assertThat(watch.look()).containsExactly(file);
        assertThat(watch.look()).containsExactly(other);
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void shouldTakeAFileAgainWhenItWasChangedOrCouldNotBeSent() throws IOException {
        FolderWatch watch = new FolderWatch(folder);
        Path file = Files.writeString(folder.resolve("b.csv"), "id,date\n");
        watch.look();
        assertThat(watch.look()).containsExactly(file);
        watch.notSent(file);
        assertThat(watch.look()).containsExactly(file);
        Files.writeString(file, "id,date\n2,2026-01-06\n");
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).containsExactly(file);
    }

    @Test
    void shouldLeaveWhatIsNoFinishedFile() throws IOException {
        FolderWatch watch = new FolderWatch(folder);
        Files.createDirectory(folder.resolve("done"));
        for (String name : new String[] {".hidden", "a.csv.part", "b.tmp"}) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.writeString(folder.resolve("empty.csv"), "");
        watch.look();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void shouldSayHowFastAndHowLong() {
        assertThat(ProgressBar.rate(1_500_000, 2_000_000_000L)).isEqualTo(", 750,000 rows/s");
        assertThat(ProgressBar.left(1, 4, 30_000_000_000L)).isEqualTo(", 1 min 30 s left");
        assertThat(ProgressBar.left(3, 4, 30_000_000_000L)).isEqualTo(", 10 s left");
        assertThat(ProgressBar.left(1, 4, 1_000)).as("too early to tell").isEmpty();
    }

    @Test
    void shouldSayWhatIsMissing() {
        Cli.Result nothing = Cli.run("send", "--feed", "pos", "--token", "x");
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).contains("name FILE, or --watch DIR");
        Cli.Result nowhere = Cli.run("send", "--feed", "pos", "--token", "x", "--watch", folder.resolve("no"));
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).contains("there is no such folder");
    }
}
