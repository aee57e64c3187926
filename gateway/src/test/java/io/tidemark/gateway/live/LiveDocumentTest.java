package io.tidemark.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/live.md shows works, and what it says of the settings is so. */
class LiveDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "live.md");

    @Test
    void shouldApplyTheDeltaThatIsShown() throws Exception {
        Matcher messages = Pattern.compile("^(\\{ \"topic\".*?\\})\n(?=\n|```)", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(DOCUMENT));
        LiveMirror mirror = new LiveMirror();
        int count = 0;
        while (messages.find()) {
            mirror.take(messages.group(1));
            count++;
        }

        assertThat(count).isEqualTo(2);
        assertThat(mirror.rows()).extracting(row -> row.get("name")).containsExactly("Ann Lee", "Jae Pak");
        assertThat(mirror.text("total")).isEqualTo("18");
        assertThat(mirror.state().sequence()).isEqualTo(57860);
    }

    @Test
    void shouldNameEverySettingWithItsDefault() throws Exception {
        String document = Files.readString(DOCUMENT);
        for (Setting setting : Setting.values()) {
            if (setting.key().startsWith("live-")) {
                assertThat(document).contains("| `" + setting.key() + "` | " + setting.preset() + " |");
            }
        }
    }
}
