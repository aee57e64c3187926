package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceFilesTest {
    @TempDir
    private Path folder;

    /** Keeps rows and refusals. */
    private static final class Kept<R> implements ReferenceSink<R> {
        private final List<R> rows = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        @Override
        public void row(String file, long line, R row) {
            rows.add(row);
        }

        @Override
        public void refused(Refusal refusal) {
            refusal.messages()
                    .forEach(message ->
                            refused.add(message.substring(refusal.file().length() + 1)));
        }
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private Kept<ParticipantRow> participants(String... texts) throws IngestException {
        List<Path> files = new ArrayList<>();
        for (String text : texts) {
            files.add(file("participants" + files.size() + ".csv", text));
        }
        Kept<ParticipantRow> kept = new Kept<>();
        ReferenceReport report = ReferenceFiles.participants(files, ReferenceFiles.plainParticipants(), kept);
        assertThat(report.accepted()).isEqualTo(kept.rows.size());
        assertThat(report.rows()).isEqualTo(report.accepted() + report.refused() + report.skipped());
        return kept;
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    @Test
    void shouldReadParticipants() throws IngestException {
        Kept<ParticipantRow> kept = participants("Kind,ID,Name,Parent,From,Region,Territory,Enrolled,Left,Level\n"
                + "distributor-rep,282,Linda,location:17,2020-01-01,West,4,2019-05-01,2020-12-31,pro\n"
                + "rep,283,Jillian,,,,,,,\n");

        ParticipantRow linda = kept.rows.get(0);
        assertThat(linda.kind() + ":" + linda.id() + " " + linda.name()).isEqualTo("distributor-rep:282 Linda");
        assertThat(linda.parentKind() + ":" + linda.parentId()).isEqualTo("location:17");
        assertThat(linda.from()).isEqualTo(day("2020-01-01"));
        assertThat(linda.enrolled()).isEqualTo(day("2019-05-01"));
        assertThat(linda.left()).isEqualTo(day("2020-12-31"));
        assertThat(linda.attributes().toString()).isEqualTo("{Level=pro, region=West, territory=4}");
        ParticipantRow jillian = kept.rows.get(1);
        assertThat(jillian.kind()).isEqualTo("distributor-rep");
        assertThat(jillian.parentKind()).isEmpty();
        assertThat(List.of(jillian.from(), jillian.enrolled(), jillian.left()))
                .containsExactly(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThat(kept.refused).isEmpty();
    }

    @Test
    void shouldFindTheKindOfABareParent() throws IngestException {
        Kept<ParticipantRow> kept = participants(
                "kind,id,parent\n"
                        + "distributor-rep,1,D\n" // listed as a distributor, in the other file
                        + "distributor-rep,2,nowhere\n"
                        + "location,L,nowhere\n"
                        + "distributor,D,nowhere\n"
                        + "contractor,C,nowhere\n"
                        + "contractor,K,D\n"
                        + "distributor-rep,3,both\n",
                "kind,id\ndistributor,D\nlocation,both\ndealer,both\n");

        assertThat(kept.rows.stream().map(row -> row.id() + "→" + row.parentKind() + ":" + row.parentId()))
                .containsExactly(
                        "1→distributor:D",
                        "2→location:nowhere",
                        "L→distributor:nowhere",
                        "D→region:nowhere",
                        "K→distributor:D",
                        "D→:",
                        "both→:",
                        "both→:");
        assertThat(kept.refused)
                .containsExactly(
                        "6: parent: column parent: the parent nowhere is listed under no other kind — write it with its kind,"
                                + " e.g. distributor:nowhere",
                        "8: parent: column parent: the parent both may be dealer or location — write it with its kind, e.g."
                                + " dealer:both");
    }

    @Test
    void shouldRefuseBadRowsAndKeepTheRest() throws IngestException {
        Kept<ParticipantRow> kept = participants("kind,id,parent,from,enrolled,left\n"
                + "dealer,1,,2020-02-30,,\n"
                + ",2,:x,,,\n"
                + "Dealer,3,,,2020-01-02,2020-01-01\n"
                + "dealer,4\n"
                + "\n"
                + "dealer,5,,,2020-01-02,2020-01-01\n"
                + "dealer,6,,,,\n");

        assertThat(kept.rows).extracting(ParticipantRow::id).containsExactly("6");
        assertThat(kept.refused)
                .extracting(text -> text.substring(0, text.indexOf(':', 3)))
                .containsExactly("2: date", "3: missing", "3: parent", "4: kind", "5: ragged", "7: date");
    }

    @Test
    void shouldReadProducts() throws IngestException {
        Kept<ProductRow> kept = new Kept<>();
        ReferenceFiles.products(
                file("products.csv", "Item,name,Category,from\n0123,Pump,Pumps,\nA,,,2020-01-01\n,x,,\n"),
                ReferenceFiles.plainProducts(),
                kept);

        assertThat(kept.rows.toString())
                .isEqualTo("[ProductRow[sku=0123, from=-2147483648, attributes={category=Pumps, name=Pump}],"
                        + " ProductRow[sku=A, from=18262, attributes={}]]");
        assertThat(kept.refused).containsExactly("4: missing: column Item: the row has no sku — every row needs one");
    }

    @Test
    void shouldReadAProductFileOfAnotherLayout() throws IngestException, IOException {
        Path file = AdventureWorksTest.shared("Product.csv");
        Path example = Path.of("..", "docs", "examples", "adventureworks", "products-profile.yaml");
        Kept<ProductRow> kept = new Kept<>();

        ReferenceFiles.products(file, Run.profile(Files.readString(example)), kept);

        assertThat(kept.refused).isEmpty();
        assertThat(kept.rows).hasSize(397);
        assertThat(kept.rows.get(0).sku()).isEqualTo("210");
        assertThat(kept.rows.get(0).attributes().toString())
                .isEqualTo("{category=Components, color=Black, family=Road Frames, name=HL Road Frame - Black, 58,"
                        + " standard-cost=868.63}");
    }

    @Test
    void shouldNameWhatIsAbsent() {
        Path file = file("products.csv", "Name,Brand\nx,y\n");

        assertThatThrownBy(() -> ReferenceFiles.products(file, ReferenceFiles.plainProducts(), new Kept<>()))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("products.csv:1: the header has no column sku")
                .hasMessageContaining("a file with other column names needs a profile");
        assertThatThrownBy(() -> ReferenceFiles.products(file, Profile.plain(), new Kept<>()))
                .hasMessageContaining("a profile for this file has the line reference: products");
    }

    @Test
    void shouldMakeNoRowThatIsLargerThanAFrame() throws IngestException {
        StringBuilder header = new StringBuilder("kind,id,name");
        StringBuilder row = new StringBuilder(
                "distributor-rep," + "i".repeat(IngestLimits.ID_BYTES) + "," + "n".repeat(IngestLimits.TEXT_BYTES));
        for (int k = 10; k < 10 + IngestLimits.FIELDS; k++) {
            header.append(",").append(k).append("c".repeat(IngestLimits.NAME_BYTES - 2));
            row.append(",").append("v".repeat(IngestLimits.TEXT_BYTES));
        }
        Kept<ParticipantRow> kept = participants(header + "\n" + row + "\n" + row + "\n");

        UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * EngineLimits.MAX_FRAME]);
        List<Integer> frames = new ArrayList<>();
        new CommandFrames(buffer, frames::add).participants(kept.rows);
        assertThat(frames).hasSize(2).allMatch(length -> length <= EngineLimits.MAX_FRAME);
    }

    @Test
    void shouldNameAColumnWhoseNameIsTooLong() {
        String name = "c".repeat(IngestLimits.NAME_BYTES + 1);
        assertThatThrownBy(() -> participants("kind,id," + name + "\nlocation,1,x\n"))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("has a name of 257 bytes — at most 256 bytes in UTF-8");
    }
}
