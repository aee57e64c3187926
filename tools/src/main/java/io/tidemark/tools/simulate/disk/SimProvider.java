package io.tidemark.tools.simulate.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Java's own methods about files do on the disk. */
final class SimProvider extends FileSystemProvider {
    private final SimDisk disk;

    SimProvider(SimDisk disk) {
        this.disk = disk;
    }

    @Override
    public String getScheme() {
        return "simulated";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        return disk.path(uri.getSchemeSpecificPart());
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        SimNode node = disk.find(path);
        boolean exclusive = options.contains(StandardOpenOption.CREATE_NEW);
        if (node != null && exclusive) {
            throw new FileAlreadyExistsException(path.toString());
        }
        if (node == null && (exclusive || options.contains(StandardOpenOption.CREATE))) {
            disk.change("create " + path);
            node = new SimFile(disk);
            disk.folder(path.getParent()).names.put(path.getFileName().toString(), node);
        }
        SimChannel channel = new SimChannel(disk, node == null ? disk.existing(path) : node, path.toString());
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.truncate(0);
        }
        return channel;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> found = new ArrayList<>();
        for (String name : disk.folder(folder).names.keySet()) {
            Path child = folder.resolve(name);
            if (filter.accept(child)) {
                found.add(child);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        if (disk.find(folder) != null) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        disk.change("make folder " + folder);
        disk.folder(folder.getParent()).names.put(folder.getFileName().toString(), new SimFolder());
    }

    @Override
    public void delete(Path path) throws IOException {
        if (disk.existing(path) instanceof SimFolder folder && !folder.names.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        disk.change("delete " + path);
        disk.folder(path.getParent()).names.remove(path.getFileName().toString());
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        SimNode node = disk.existing(from);
        disk.change("rename " + from);
        disk.folder(from.getParent()).names.remove(from.getFileName().toString());
        disk.folder(to.getParent()).names.put(to.getFileName().toString(), node);
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return disk.find(one) == disk.find(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        return new SimRoom(disk);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk.existing(path);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(new SimAttributes(disk.existing(path)));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
