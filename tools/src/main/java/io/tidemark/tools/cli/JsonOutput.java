package io.tidemark.tools.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Answers in the shapes of the service's answers: decimals are strings. One answer is the document itself; several
 * stand in lists under {@code boards}, {@code standings} and {@code activities}.
 */
public final class JsonOutput implements ScoreOutput {
    private final PrintStream out;

    public JsonOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Answers answers) {
        DefaultPrettyPrinter pretty = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .setPrettyPrinter(pretty)) {
            document(json, answers);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        out.print('\n');
        out.flush();
    }

    private void document(JsonGenerator json, Answers answers) throws IOException {
        int parts = size(answers.boards()) + size(answers.standings()) + size(answers.activities());
        json.writeStartObject();
        if (parts == 1) {
            if (size(answers.boards()) == 1) {
                board(json, answers.boards().get(0), answers);
            } else if (size(answers.standings()) == 1) {
                standing(json, answers.standings().get(0));
            } else {
                AnswerJson.activity(json, answers.activities().get(0));
            }
        } else {
            lists(json, answers);
        }
        if (answers.hashes() != null) {
            json.writeStringField(
                    "standings-hash", Figures.hash(answers.hashes().standings()));
            json.writeStringField("state-hash", Figures.hash(answers.hashes().state()));
        }
        json.writeEndObject();
    }

    private static int size(List<?> part) {
        return part == null ? 0 : part.size();
    }

    private static void board(JsonGenerator json, Answers.BoardPage page, Answers answers) throws IOException {
        AnswerJson.board(json, page.board(), page.view(), answers.dataThrough());
    }

    private static void standing(JsonGenerator json, Answers.Standing standing) throws IOException {
        AnswerJson.standing(json, standing.view(), standing.postings());
    }

    private void lists(JsonGenerator json, Answers answers) throws IOException {
        AnswerJson.list(json, "boards", answers.boards(), page -> board(json, page, answers));
        AnswerJson.list(json, "standings", answers.standings(), standing -> {
            json.writeStringField("program", standing.view().program());
            standing(json, standing);
        });
        AnswerJson.list(json, "activities", answers.activities(), view -> AnswerJson.activity(json, view));
    }
}
