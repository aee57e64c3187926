package io.tidemark.journal.pipeline;

import io.tidemark.journal.Journal;
import java.nio.file.Path;

/**
 * The journal of the run that begins.
 *
 * @param run its number, written into every record
 * @param disk a path on the device that it fills
 */
public record RunJournal(Journal journal, int run, Path disk) {}
