package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.directory.ParticipantRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the document are read as it says. */
class FilesDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "files.md");

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void shouldReadEveryProfile() throws IOException {
        assertThat(blocks("yaml"))
                .hasSize(4)
                .allSatisfy(yaml -> assertThat(Run.profile(yaml).name()).isNotEmpty());
    }

    @Test
    void shouldReadTheBasket() throws IOException {
        assertThat(Run.of(Run.profile(blocks("yaml").get(1)), blocks("json").get(0))
                        .ids())
                .containsExactly("b1/0042", "b1/43");
    }

    @Test
    void shouldReadTheFileWithoutAProfile() throws IOException {
        assertThat(Run.of(Profile.plain(), blocks("csv").get(0)).table())
                .containsExactly("SO43897/1 sale 2019-11-02 2 57.68 {distributor=312, rep=282} {channel=web}");
    }

    @Test
    void shouldReadTheParticipants(@TempDir Path folder) throws IOException, IngestException {
        Path file = Files.writeString(
                folder.resolve("participants.csv"), blocks("csv").get(1));
        List<String> rows = new ArrayList<>();
        ReferenceFiles.participants(
                List.of(file), ReferenceFiles.plainParticipants(), new ReferenceSink<ParticipantRow>() {
                    @Override
                    public void row(String name, long line, ParticipantRow row) {
                        rows.add(row.kind() + ":" + row.id() + " under " + row.parentKind() + ":" + row.parentId());
                    }

                    @Override
                    public void refused(Refusal refusal) {
                        rows.addAll(refusal.messages());
                    }
                });

        assertThat(rows)
                .containsExactly(
                        "distributor:312 under :",
                        "location:17 under distributor:312",
                        "distributor-rep:282 under location:17");
    }

    @Test
    void shouldListEveryReason() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(Reason.values()).allSatisfy(reason -> assertThat(document).contains("`" + reason.code() + "`"));
    }
}
