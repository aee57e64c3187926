package io.tidemark.tools.simulate.disk;

import java.io.File;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A path: names, absolute or not. */
final class SimPath implements Path {
    private final SimFileSystem system;
    private final boolean absolute;
    private final List<String> names;

    private SimPath(SimFileSystem system, boolean absolute, List<String> names) {
        this.system = system;
        this.absolute = absolute;
        this.names = names;
    }

    static SimPath of(SimFileSystem system, String text) {
        List<String> names = Arrays.stream(text.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        return new SimPath(system, text.startsWith("/"), names);
    }

    private SimPath part(boolean whole, int from, int until) {
        return new SimPath(system, whole && absolute, List.copyOf(names.subList(from, until)));
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public Path getRoot() {
        return absolute ? new SimPath(system, true, List.of()) : null;
    }

    @Override
    public Path getFileName() {
        return names.isEmpty() ? null : part(false, names.size() - 1, names.size());
    }

    @Override
    public Path getParent() {
        return names.isEmpty() ? null : part(true, 0, names.size() - 1);
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return part(false, index, index + 1);
    }

    @Override
    public Path subpath(int from, int until) {
        return part(false, from, until);
    }

    @Override
    public boolean startsWith(Path other) {
        SimPath path = (SimPath) other;
        return absolute == path.absolute
                && path.names.size() <= names.size()
                && names.subList(0, path.names.size()).equals(path.names);
    }

    @Override
    public boolean endsWith(Path other) {
        SimPath path = (SimPath) other;
        int from = names.size() - path.names.size();
        return from >= 0 && names.subList(from, names.size()).equals(path.names);
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        if (other.isAbsolute()) {
            return other;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(((SimPath) other).names);
        return new SimPath(system, absolute, List.copyOf(all));
    }

    @Override
    public Path relativize(Path other) {
        return ((SimPath) other).part(false, names.size(), other.getNameCount());
    }

    @Override
    public URI toUri() {
        return URI.create("simulated:" + toAbsolutePath());
    }

    @Override
    public Path toAbsolutePath() {
        return absolute ? this : new SimPath(system, true, names);
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath();
    }

    /** Names the file only: nothing of {@link File} reaches this disk. */
    @Override
    public File toFile() {
        return new File(toString());
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimPath path
                && path.system == system
                && path.absolute == absolute
                && path.names.equals(names);
    }

    @Override
    public int hashCode() {
        return Objects.hash(absolute, names);
    }

    @Override
    public String toString() {
        return (absolute ? "/" : "") + String.join("/", names);
    }
}
