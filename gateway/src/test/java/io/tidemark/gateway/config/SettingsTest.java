package io.tidemark.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    @ParameterizedTest
    @EnumSource(Setting.class)
    void shouldBeDocumentedWithItsDefault(Setting setting) throws IOException {
        String document = Files.readString(Path.of("../docs/configuration.md"));
        String shown = setting.preset().isEmpty() ? "–" : "`" + setting.preset() + "`";
        assertThat(document).contains("| `" + setting.key() + "` | " + shown + " | " + setting.meaning() + " |");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void shouldHaveADefaultWithinItsOwnRange(Setting setting) throws SettingException {
        Settings settings = Settings.presets().environment(Map.of(setting.variable(), setting.preset()));
        assertThat(settings.text(setting)).isEqualTo(setting.preset());
        assertThat(Setting.of(setting.key())).isSameAs(setting);
    }

    @Test
    void shouldLetOptionsWinOverTheEnvironmentAndThatOverTheFile() throws SettingException {
        Settings settings = Settings.presets().file("t.yaml", "port: 1\nhost: 10.0.0.1\nidle-time: 5m\n");
        assertThat(settings.number(Setting.IDLE_TIME)).isEqualTo(300_000);
        settings.environment(Map.of("TIDEMARK_PORT", "2", "TIDEMARK_HOST", "10.0.0.2", "HOME", "x"));
        settings.option(Setting.PORT, "3").option(Setting.DATA, null);
        assertThat(settings.count(Setting.PORT)).isEqualTo(3);
        assertThat(settings.text(Setting.HOST)).isEqualTo("10.0.0.2");
        assertThat(settings.lines())
                .contains(
                        "port = 3 (--port)",
                        "host = 10.0.0.2 (TIDEMARK_HOST)",
                        "idle-time = 5m (t.yaml:3)",
                        "data = ./tidemark-data (default)");
    }

    @ParameterizedTest
    @CsvSource({"5120,5120", "64K,65536", "4M,4194304", "2G,2147483648"})
    void shouldReadBytes(String text, long bytes) throws SettingException {
        Settings settings = Settings.presets().option(Setting.MAX_STREAM_BYTES, text);
        assertThat(settings.number(Setting.MAX_STREAM_BYTES)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "port,eighty", "port,65536", "port,-1", "max-body-bytes,1T", "max-body-bytes,K", "max-body-bytes,99999999999G",
        "idle-time,5", "idle-time,5d", "idle-time,0s", "sync,often", "log-format,xml", "log-level,loud"
    })
    void shouldSayWhatIsWrongWithAValue(String key, String value) {
        assertThatThrownBy(() -> Settings.presets().file("t.yaml", key + ": " + value + "\n"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("t.yaml:1")
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @Test
    void shouldSayEverythingThatIsWrongWithAFile() {
        assertThatThrownBy(() -> Settings.presets().file("t.yaml", "prot: 1\nport: [1]\nhost: x\nhost: y\n"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("there is no setting prot")
                .hasMessageContaining("port is a list")
                .hasMessageContaining("stands twice");
        assertThatThrownBy(() -> Settings.presets().file("t.yaml", "- 1\n")).isInstanceOf(SettingException.class);
    }
}
