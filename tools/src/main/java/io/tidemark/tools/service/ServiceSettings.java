package io.tidemark.tools.service;

import io.tidemark.engine.EngineLimits;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.pipeline.PipelineSettings;
import java.nio.file.Path;

/**
 * What a service is started with.
 *
 * @param data the folder that holds everything it keeps; made where there is none
 */
public record ServiceSettings(Path data, EngineLimits limits, JournalSettings journal, PipelineSettings pipeline) {
    public static ServiceSettings in(Path data) {
        return new ServiceSettings(data, EngineLimits.DEFAULT, JournalSettings.DEFAULT, PipelineSettings.DEFAULT);
    }

    public ServiceSettings with(PipelineSettings other) {
        return new ServiceSettings(data, limits, journal, other);
    }

    public ServiceSettings with(JournalSettings other) {
        return new ServiceSettings(data, limits, other, pipeline);
    }
}
