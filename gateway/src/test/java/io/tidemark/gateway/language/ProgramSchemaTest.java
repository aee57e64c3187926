package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidemark.engine.rule.RuleKind;
import io.tidemark.engine.rule.RuleKinds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramSchemaTest {
    static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ProgramSchema.json());

    /** Run with {@code -Dtidemark.schema.write=true} to write the resource anew after a change of the language. */
    @Test
    void shouldShipTheGeneratedSchema() throws IOException {
        if (Boolean.getBoolean("tidemark.schema.write")) {
            Files.writeString(Path.of("src/main/resources" + ProgramSchema.RESOURCE), ProgramSchema.json());
        } else {
            try (InputStream shipped = ProgramSchema.class.getResourceAsStream(ProgramSchema.RESOURCE)) {
                assertThat(new String(shipped.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(ProgramSchema.json());
            }
        }
    }

    @Test
    void shouldAcceptTheExample() throws IOException {
        String text = SharedFiles.example("spring-push.yaml");

        assertThat(errors(Trees.json(SourceReader.read("p.yaml", text, new Problems()))))
                .isEmpty();
    }

    @Test
    void shouldAcceptTheSharedExample() throws IOException {
        assertThat(errors(SharedFiles.shared("adventureworks/example-program.json")))
                .isEmpty();
    }

    @Test
    void shouldKnowEveryRuleKindAndItsParameters() {
        for (RuleKind kind : RuleKinds.ALL) {
            assertThat(ProgramSchema.json()).contains("\"" + kind.name() + "\"");
            kind.parameters()
                    .forEach(parameter -> assertThat(ProgramSchema.json()).contains("\"" + parameter.key() + "\""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"nam\": \"x\"",
                "\"claims\": {}",
                "\"runs\": {\"to\": \"2026-01-01\"}",
                "\"periods\": {\"every\": \"4-4-5\"}",
                "\"periods\": {\"fiscal-start-month\": \"13\"}",
                "\"points\": {\"worth\": \"1.23456\"}",
                "\"points\": {\"worth\": \"-1\"}",
                "\"points\": {\"decimals\": 5}",
                "\"groups\": {\"g\": {}}",
                "\"groups\": {\"g\": {\"sku\": 235}}",
                "\"groups\": {\"a b\": {\"sku\": \"235\"}}",
                "\"measures\": {\"v\": {\"given\": \"quota\", \"of\": \"pumps\"}}",
                "\"conditions\": {\"c\": {\"status\": \"map\"}}",
                "\"measures\": {\"v\": {\"sum\": \"amount\", \"count\": \"sale\"}}",
                "\"measures\": {\"v\": {\"sum\": \"amount\", \"kind\": \"claim\"}}",
                "\"conditions\": {\"c\": {\"measure\": \"v\"}}",
                "\"conditions\": {\"c\": {\"measure\": \"v\", \"at-least\": 1, \"over\": \"week\"}}",
                "\"boards\": {\"b\": {\"track\": \"reps\"}}",
                "\"boards\": {\"b\": {\"track\": \"reps\", \"rank\": \"points\", \"prizes\": []}}",
                "\"notify\": [{\"when\": \"gap-below\"}]"
            })
    void shouldRefuseWhatTheReaderRefuses(String section) {
        String json =
                "{\"program\": \"p\", \"tracks\": {\"reps\": {\"kind\": \"distributor-rep\", \"credit\": \"rep\"}}, "
                        + section + "}";
        Problems problems = new Problems();
        ProgramReader.read("p.json", json, problems);

        assertThat(problems.hasErrors()).isTrue();
        assertThat(errors(json)).isNotEmpty();
    }

    static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }
}
