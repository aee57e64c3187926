package io.tidemark.journal.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.journal.ChildJvm;
import io.tidemark.journal.JournalException;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path data;

    /** Holds a folder until it is killed. */
    public static final class Holder {
        public static void main(String... arguments) throws Exception {
            DataFolder.open(Path.of(arguments[0]));
            System.out.println("held");
            Thread.sleep(60_000);
        }
    }

    @Test
    void shouldRefuseASecondProcessAndNotMindACrashedOne() throws Exception {
        Process holder = ChildJvm.start(Holder.class, data.toString());
        try {
            BufferedReader said = holder.inputReader();
            assertThat(said.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> DataFolder.open(data))
                    .isInstanceOfSatisfying(
                            JournalException.class,
                            wrong -> assertThat(wrong.kind()).isEqualTo(JournalException.Cause.ENVIRONMENT))
                    .hasMessageContaining(data + " is in use by process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        DataFolder.open(data).close();
    }

    @Test
    void shouldRefuseASecondOwnerInTheSameProcess() {
        try (DataFolder first = DataFolder.open(data)) {
            assertThatThrownBy(() -> DataFolder.open(data)).hasMessageContaining("in use");
            assertThat(first.runs()).isEmpty();
        }
        DataFolder.open(data).close();
    }

    @Test
    void shouldRefuseAnotherFormatAndSayWhatItReads() throws Exception {
        DataFolder.open(data).close();
        assertThat(Files.readString(data.resolve("format"))).isEqualTo("tidemark data, format 1\n");
        Files.writeString(data.resolve("format"), "tidemark data, format 7\n");
        assertThatThrownBy(() -> DataFolder.open(data))
                .hasMessageContaining("format 7")
                .hasMessageContaining("format 1");
        Files.writeString(data.resolve("format"), "tidemark data, format 1\n");
        DataFolder.open(data).close();
    }

    @Test
    void shouldNotTakeAFolderThatIsNoneForOne() {
        assertThatThrownBy(() -> DataFolder.openExisting(data)).hasMessageContaining("is not a data folder");
        assertThat(data).isEmptyDirectory();
    }
}
