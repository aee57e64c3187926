package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Files in archives. */
class ArchiveTest {
    private static final byte[] CSV = "id,date\na,2020-05-01\n".getBytes(StandardCharsets.UTF_8);

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    static byte[] zip(byte[] bytes, String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes);
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    @Test
    void shouldReadWhatIsInAnArchive() {
        assertThat(Run.of(Profile.plain(), gzip(CSV)).ids()).containsExactly("a");
        assertThat(Run.of(Profile.plain(), zip(CSV, "folder/sales.csv", "__MACOSX/._sales.csv"))
                        .ids())
                .containsExactly("a");
        byte[] json = "[{\"id\":\"j\",\"date\":\"2020-05-01\"}]".getBytes(StandardCharsets.UTF_8);
        assertThat(Run.of(Profile.plain(), gzip(json)).ids()).containsExactly("j");
    }

    @Test
    void shouldRefuseWhatIsNotOneFile() {
        assertThat(Run.refusal(Profile.plain(), zip(CSV, "a.csv", "b.csv")))
                .isEqualTo("pos.csv: the archive holds more than one file — one file in each archive");
        assertThat(Run.refusal(Profile.plain(), zip(CSV))).contains("holds no file");
        assertThat(Run.refusal(Profile.plain(), gzip(gzip(CSV)))).contains("an archive in the archive");
    }

    @Test
    void shouldRefuseAnArchiveThatIsCutOffAnywhere() {
        for (byte[] whole : new byte[][] {gzip(CSV), zip(CSV, "a.csv")}) {
            for (int length = 3; length < whole.length; length++) {
                assertThat(Run.refusal(Profile.plain(), Arrays.copyOf(whole, length)))
                        .contains(" — ");
            }
        }
    }

    @Test
    void shouldRefuseABomb() {
        byte[] blank = new byte[64 << 20];
        Arrays.fill(blank, (byte) '\n');

        assertThat(Run.refusal(Profile.plain(), gzip(blank))).contains("unpacks to more than 16777216 bytes");
        assertThat(Run.refusal(Profile.plain(), zip(blank, "a.csv"))).contains("unpacks to more than");
    }
}
