package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Half characters and dates of other centuries, in files and as activities. */
class OddTextsTest {
    @Test
    void shouldRefuseHalfACharacterInAnyTextOfAFile() {
        Run run = Run.of(Profile.plain(), """
                {"id":"1","date":"2020-05-01","farbe":"\\ud83d"}
                {"id":"2","date":"2020-05-01","territory":"a\\ude00"}
                {"id":"3\\ud83d","date":"2020-05-01"}
                {"id":"4","date":"2020-05-01","farbe":"\\ud83d\\ude00"}
                """);

        assertThat(run.ids()).containsExactly("4");
        assertThat(run.refusals)
                .allSatisfy(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CONTROL_CHARACTER));
        assertThat(run.refused().get(0))
                .contains(
                        "the farbe has half a character in it — whole characters: a surrogate stands beside its other half");
    }

    @Test
    void shouldRefuseHalfACharacterInAnyTextOfAnActivity() throws IOException {
        assertThat(faults("{\"id\":\"1\",\"date\":\"2020-05-01\",\"invoice\":\"\\ud83d\"}"))
                .contains("the invoice has half a character in it");
        assertThat(faults("{\"id\":\"1\",\"date\":\"2020-05-01\",\"attributes\":{\"farbe\":\"\\ud83d\"}}"))
                .contains("the farbe has half a character in it");
        assertThat(faults("{\"id\":\"1\",\"date\":\"2020-05-01\",\"attributes\":{\"farbe\":\"\\ud83d\\ude00\"}}"))
                .isEqualTo("[]");
    }

    @Test
    void shouldSayWhichYearsAreTaken() throws IOException {
        assertThat(Run.of(Profile.plain(), "id,date\n1,1899-12-31\n2,2200-01-01\n3,2020-02-30\n4,2020-02-29\n")
                        .refused())
                .containsExactly(
                        "2: date: column date: 1899-12-31 is of a year that is not taken — dates from 1900 to 2199",
                        "3: date: column date: 2200-01-01 is of a year that is not taken — dates from 1900 to 2199",
                        "4: date: column date: 2020-02-30 is not a date — write it as yyyy-MM-dd");
        assertThat(faults("{\"id\":\"1\",\"date\":\"1776-07-04\"}")).contains("dates from 1900 to 2199");
    }

    private static String faults(String text) throws IOException {
        ActivityJson reader = new ActivityJson();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return reader.read(json, "feed", Run.TODAY) == null
                    ? reader.faults().toString()
                    : "[]";
        }
    }
}
