package io.tidemark.tools.service;

import io.tidemark.engine.EngineLimits;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.pipeline.PipelineSettings;
import io.tidemark.journal.snapshot.SnapshotSettings;
import java.nio.file.Path;

/**
 * What a service is started with.
 *
 * @param data the folder that holds everything it keeps; made where there is none
 */
public record ServiceSettings(
        Path data,
        EngineLimits limits,
        JournalSettings journal,
        PipelineSettings pipeline,
        SnapshotSettings snapshots) {
    public static ServiceSettings in(Path data) {
        return new ServiceSettings(
                data,
                EngineLimits.DEFAULT,
                JournalSettings.DEFAULT,
                PipelineSettings.DEFAULT,
                SnapshotSettings.DEFAULT);
    }

    public ServiceSettings with(PipelineSettings other) {
        return new ServiceSettings(data, limits, journal, other, snapshots);
    }

    public ServiceSettings with(JournalSettings other) {
        return new ServiceSettings(data, limits, other, pipeline, snapshots);
    }

    public ServiceSettings with(SnapshotSettings other) {
        return new ServiceSettings(data, limits, journal, pipeline, other);
    }
}
