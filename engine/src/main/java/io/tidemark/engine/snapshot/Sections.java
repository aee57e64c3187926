package io.tidemark.engine.snapshot;

import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotException;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of the state by name, in an order that never changes, and what is to be rebuilt from them. Every owner of state lists
 * its own; nothing else knows them all. Core thread only.
 */
public final class Sections {
    /**
     * One part.
     *
     * @param name stable, and unique within a snapshot
     * @param version raised where the same content means something else
     */
    private record Section(String name, int version, Stored part) {}

    private final List<Section> sections;
    private final List<Runnable> derived;
    private final String prefix;

    public Sections() {
        this(new ArrayList<>(), new ArrayList<>(), "");
    }

    private Sections(List<Section> sections, List<Runnable> derived, String prefix) {
        this.sections = sections;
        this.derived = derived;
        this.prefix = prefix;
    }

    /** The same list, for an owner whose parts' names begin with its own. */
    public Sections of(String owner) {
        return new Sections(sections, derived, prefix + owner + "/");
    }

    public Sections add(String name, int version, Stored part) {
        sections.add(new Section(prefix + name, version, part));
        return this;
    }

    /** What is not stored: rebuilt once all sections were restored, in the order in which it is listed. */
    public Sections derive(Runnable rebuild) {
        derived.add(rebuild);
        return this;
    }

    /** Adds every part as it is now. */
    void freeze(List<CoreImage.Part> into) {
        for (Section section : sections) {
            Frozen frozen = section.part().freeze();
            into.add(new CoreImage.Part(section.name(), section.version(), frozen));
        }
    }

    public void thaw() {
        sections.forEach(section -> section.part().thaw());
    }

    /** @throws SnapshotException where the next sections are not these, or cannot be used */
    public void restore(SnapshotReader from) {
        for (Section section : sections) {
            restore(section, from.next(section.name()));
        }
        derived.forEach(Runnable::run);
    }

    private static void restore(Section section, SnapshotReader.Content content) {
        if (content.version() != section.version()) {
            throw new SnapshotException("section " + section.name() + " is of version " + content.version()
                    + "; this version of Tidemark reads version " + section.version());
        }
        SnapshotSource source = content.source();
        try {
            section.part().restore(source);
        } catch (SnapshotException wrong) {
            throw new SnapshotException("section " + section.name() + " " + wrong.getMessage(), wrong);
        }
        if (source.left() != 0) {
            throw new SnapshotException("section " + section.name() + " goes on for " + source.left() + " bytes");
        }
    }
}
