package io.tidemark.tools.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one run.
 *
 * @param profile how the POS files are laid out, or null where their headers name the fields
 * @param participantsProfile how the participants files are laid out, or null
 * @param productsProfile how the products files are laid out, or null
 * @param feed the name space of ids in rows that name none
 * @param receivedMs epoch milliseconds stamped on everything
 * @param referencesLast whether reference files are read after the POS files; the standings are the same
 */
public record Facts(
        List<Path> programs,
        Path profile,
        List<Path> participants,
        Path participantsProfile,
        List<Path> products,
        Path productsProfile,
        List<Path> files,
        String feed,
        long receivedMs,
        boolean referencesLast) {}
