package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.ingest.Reason;
import io.tidemark.tools.cli.MessageSources.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** {@code docs/messages.md} is made of the code: every sentence in it is one that the code says. */
class MessagesDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs/messages.md");

    private static final String HEAD = """
            # Messages

            Every message that Tidemark says to a person, as its code has it; `…` stands for what is known only then, `[one|other]` for one of the
            two. A message says what was wrong, where, and — behind a dash — what would be right.

            Made from the sources: `mvn -pl tools -am test -Dtest=MessagesDocumentTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dtidemark.messages.write=true` writes it anew, and a test fails while page and code differ.
            """;

    /** Run with {@code -Dtidemark.messages.write=true} to write the page anew after a change of a message. */
    @Test
    void shouldListEveryMessageOfTheCode() throws IOException {
        String page = page(MessageSources.of(
                ROOT.resolve("engine/src/main/java"),
                ROOT.resolve("gateway/src/main/java"),
                ROOT.resolve("journal/src/main/java"),
                ROOT.resolve("tools/src/main/java")));

        if (Boolean.getBoolean("tidemark.messages.write")) {
            Files.writeString(DOCUMENT, page);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("docs/messages.md; the command in its head writes it anew")
                .isEqualTo(page);
    }

    @Test
    void shouldSayWhyForEveryReasonOfARefusedRow() throws IOException {
        String page = Files.readString(DOCUMENT);

        for (Reason reason : Reason.values()) {
            assertThat(page).containsPattern("\\| [^|]*`" + reason.code() + "`[^|]* \\| ");
        }
    }

    private static String page(List<Call> calls) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## Why a row is refused\n\nBy the reason that reports and scripts read.\n\n");
        table(page, "reason", calls, MessagesDocumentTest::isFault, call -> code(call.text(0)), call -> pair(call, 3));
        page.append("\nThe core refuses, or keeps without effect, by a word alone:\n\n");
        words(page, Arrays.stream(Verdict.values()).map(Verdict::text).toList());
        page.append(
                "\n## Why an activity earns nothing, for now\n\nSet aside on a track; it heals by itself when the facts change:\n\n");
        words(
                page,
                Arrays.stream(io.tidemark.engine.credit.Reason.values())
                        .map(io.tidemark.engine.credit.Reason::text)
                        .toList());
        page.append("\n## Why a whole file is refused, and what is asked about it\n\n");
        list(page, calls, Set.of("IngestException", "IngestException.problem", "Damage"), call -> pair(call, 1));
        page.append("\n## What the checker says of a program, a profile or a setting\n\n");
        list(page, calls, Set.of("problems.error", "problems.warning", "Problem"), call -> checker(call));
        page.append("\n## Settings\n\n");
        list(
                page,
                calls,
                Set.of("SettingException"),
                call -> call.text(call.texts().size() - 1));
        page.append(
                "\n## Why a request is not answered as it was meant\n\nAs `detail` of a problem document (RFC 9457).\n\n");
        table(
                page,
                "status",
                calls,
                MessagesDocumentTest::isHttp,
                MessagesDocumentTest::status,
                MessagesDocumentTest::detail);
        page.append("\n## How a command ends\n\n");
        page.append("Status 0: done; 1: the input is at fault; 2: the command line is; 3: the machine is.\n\n");
        table(
                page,
                "status",
                calls,
                call -> call.name().equals("Failure") && call.texts().size() > 1 && call.says(1),
                call -> exits(call.text(0)),
                call -> String.join(" · ", call.texts().subList(1, call.texts().size())));
        page.append("\n## The binary feed, and the journal\n\n");
        list(page, calls, Set.of("FeedException", "JournalException"), call -> longest(call));
        return page.toString();
    }

    private static boolean isFault(Call call) {
        return (call.name().endsWith("faults.add") || call.name().equals("Fault"))
                && call.texts().size() == 5
                && call.says(3)
                && !call.text(0).equals("…");
    }

    private static String code(String constant) {
        return Arrays.stream(constant.replaceAll("[\\[\\]]", "").split("\\|"))
                .map(one -> "`" + Reason.valueOf(one).code() + "`")
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static String exits(String constant) {
        return Arrays.stream(constant.replaceAll("[\\[\\]]", "").split("\\|"))
                .map(one -> one.equals("…")
                        ? "…"
                        : Integer.toString(Exit.valueOf(one).status()))
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static String pair(Call call, int at) {
        int size = call.texts().size();
        return at + 1 < size ? call.text(at) + " — " + call.text(at + 1) : call.text(Math.min(at, size - 1));
    }

    private static String checker(Call call) {
        int what = call.texts().size() - 2;
        return (call.name().endsWith("warning") ? "warning: " : "") + pair(call, what);
    }

    private static boolean isHttp(Call call) {
        return call.name().equals("HttpProblem") && call.says(1)
                || call.name().startsWith("HttpProblem.") && call.says(0)
                || call.name().equals("LiveProblem") && call.says(2);
    }

    private static String status(Call call) {
        return switch (call.name()) {
            case "HttpProblem.badRequest" -> "400";
            case "HttpProblem.notFound" -> "404";
            case "HttpProblem.noRoom" -> "429";
            case "HttpProblem.unavailable" -> "503";
            default -> call.text(0);
        };
    }

    private static String detail(Call call) {
        return call.text(call.texts().size() - 1);
    }

    private static String longest(Call call) {
        return call.texts().stream()
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse("");
    }

    private static void table(
            StringBuilder page,
            String first,
            List<Call> calls,
            Predicate<Call> which,
            Function<Call, String> key,
            Function<Call, String> message) {
        page.append("| ").append(first).append(" | message |\n| --- | --- |\n");
        Set<String> rows = new TreeSet<>();
        for (Call call : calls) {
            if (which.test(call)) {
                rows.add("| " + key.apply(call) + " | " + cell(message.apply(call)) + " |");
            }
        }
        rows.forEach(row -> page.append(row).append('\n'));
    }

    private static void list(StringBuilder page, List<Call> calls, Set<String> names, Function<Call, String> message) {
        Set<String> rows = new TreeSet<>();
        for (Call call : calls) {
            if (names.contains(call.name())
                    && call.texts().stream().anyMatch(text -> text.matches("(?s).*[a-z]{2}.*"))) {
                rows.add("- " + message.apply(call).replaceAll("\\s+", " ").strip());
            }
        }
        rows.removeIf(row -> !row.toLowerCase(Locale.ROOT).matches(".*[a-z]{2}.*"));
        rows.forEach(row -> page.append(row).append('\n'));
    }

    private static void words(StringBuilder page, List<String> words) {
        words.stream()
                .filter(word -> !word.isEmpty())
                .forEach(word -> page.append("- `").append(word).append("`\n"));
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
    }
}
