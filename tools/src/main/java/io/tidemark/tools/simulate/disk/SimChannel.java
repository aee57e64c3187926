package io.tidemark.tools.simulate.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file or folder of one process. Not for mapping. */
final class SimChannel extends FileChannel {
    private final SimDisk disk;
    private final SimNode node;
    private final String name;
    private final int process;
    private long position;

    SimChannel(SimDisk disk, SimNode node, String name) {
        this.disk = disk;
        this.node = node;
        this.name = name;
        this.process = disk.process();
    }

    private SimFile file() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (process != disk.process()) {
            throw new IllegalStateException(name + " is used by a process that has ended");
        }
        if (node instanceof SimFile file) {
            return file;
        }
        throw new IOException(name + " is a folder");
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = read(into, position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        int whole = into.remaining();
        if (whole == 0) {
            return 0;
        }
        int limit = into.limit();
        into.limit(into.position() + disk.some(whole));
        int read = file().read(into, at);
        into.limit(limit);
        return read;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int written = write(from, position);
        position += written;
        return written;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        SimFile file = file();
        int length = from.remaining();
        if (length == 0) {
            return 0;
        }
        if (disk.endsHere()) {
            file.write(from, disk.below(length + 1), at);
            throw new PowerCut("write to " + name);
        }
        return file.write(from, disk.some(length), at);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() throws IOException {
        return file().size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        SimFile file = file();
        disk.change("truncate " + name);
        file.truncate(size);
        position = Math.min(position, size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        if (node instanceof SimFile) {
            file();
        }
        disk.force(node, name);
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long from, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) throws IOException {
        return tryLock(from, size, shared);
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) throws IOException {
        file();
        if (!disk.lock(node)) {
            throw new OverlappingFileLockException();
        }
        return new FileLock(this, from, size, shared) {
            @Override
            public boolean isValid() {
                return isOpen();
            }

            @Override
            public void release() {
                disk.unlock(node);
            }
        };
    }

    @Override
    protected void implCloseChannel() {
        // nothing is forced by closing
    }
}
