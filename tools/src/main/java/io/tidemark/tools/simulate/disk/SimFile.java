package io.tidemark.tools.simulate.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** A sparse file: its pages as they are seen, and as they were forced. A page is never changed once it was forced. */
final class SimFile implements SimNode {
    static final int PAGE = 4096;
    private static final int SECTOR = 512;
    private static final byte[] ZEROS = new byte[PAGE];

    private final SimDisk disk;
    private final List<byte[]> pages = new ArrayList<>();
    private final List<byte[]> safe = new ArrayList<>();
    /** Pages that the system takes for forced and that never were. */
    private final BitSet dropped = new BitSet();

    private long size;
    private long safeSize;

    SimFile(SimDisk disk) {
        this.disk = disk;
    }

    long size() {
        return size;
    }

    private static byte[] at(List<byte[]> pages, int page) {
        return page < pages.size() ? pages.get(page) : null;
    }

    private static void put(List<byte[]> pages, int page, byte[] bytes) {
        while (pages.size() <= page) {
            pages.add(null);
        }
        pages.set(page, bytes);
    }

    /** Writes what there is room for; answers how much. */
    int write(ByteBuffer from, int length, long position) throws IOException {
        int written = 0;
        while (written < length) {
            int page = (int) ((position + written) / PAGE);
            int offset = (int) ((position + written) % PAGE);
            int piece = Math.min(length - written, PAGE - offset);
            byte[] bytes = own(page);
            if (bytes == null) {
                if (written == 0) {
                    throw new IOException("No space left on device");
                }
                break;
            }
            from.get(bytes, offset, piece);
            written += piece;
        }
        size = Math.max(size, position + written);
        return written;
    }

    /** A page that may be changed; {@code null} where the disk is full. */
    private byte[] own(int page) {
        byte[] bytes = at(pages, page);
        if (bytes == null) {
            if (!disk.takePage()) {
                return null;
            }
            bytes = new byte[PAGE];
        } else if (bytes == at(safe, page)) {
            bytes = bytes.clone();
        }
        dropped.clear(page);
        put(pages, page, bytes);
        return bytes;
    }

    int read(ByteBuffer into, long position) {
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(into.remaining(), size - position);
        int read = 0;
        while (read < length) {
            byte[] bytes = at(pages, (int) ((position + read) / PAGE));
            int offset = (int) ((position + read) % PAGE);
            int piece = Math.min(length - read, PAGE - offset);
            into.put(bytes == null ? ZEROS : bytes, offset, piece);
            read += piece;
        }
        return read;
    }

    void truncate(long length) {
        if (length >= size) {
            return;
        }
        size = length;
        int last = (int) (length / PAGE);
        for (int page = pages.size() - 1; page > last; page--) {
            pages.remove(page);
        }
        byte[] bytes = at(pages, last);
        if (bytes != null) {
            bytes = bytes.clone();
            java.util.Arrays.fill(bytes, (int) (length % PAGE), PAGE, (byte) 0);
            pages.set(last, bytes);
        }
    }

    void force() {
        for (int page = 0; page < Math.max(pages.size(), safe.size()); page++) {
            if (!dropped.get(page)) {
                put(safe, page, at(pages, page));
            }
        }
        safeSize = size;
    }

    /** A device that fails: what was to be forced counts as clean, and is not there. */
    void failForce(SplittableRandom random) {
        for (int page = 0; page < pages.size(); page++) {
            if (pages.get(page) != at(safe, page) && random.nextBoolean()) {
                dropped.set(page);
            }
        }
    }

    /** Changes a bit, on the device too, as if it had always been so. */
    void flip(long position, int bit) {
        int page = (int) (position / PAGE);
        byte[] before = at(pages, page);
        byte[] bytes = before == null ? new byte[PAGE] : before.clone();
        bytes[(int) (position % PAGE)] ^= (byte) (1 << bit);
        if (at(safe, page) == before) {
            put(safe, page, bytes);
        }
        put(pages, page, bytes);
    }

    @Override
    public void losePower(SplittableRandom random) {
        for (int page = 0; page < Math.max(pages.size(), safe.size()); page++) {
            byte[] now = at(pages, page);
            byte[] then = at(safe, page);
            if (now != then) {
                put(pages, page, dropped.get(page) ? then : survivor(now, then, random));
            }
        }
        long left = size == safeSize || random.nextBoolean() ? size : safeSize;
        size = Math.max(left, size);
        truncate(left);
        dropped.clear();
        force();
    }

    /** The page as it was, as it is, or of each sector one of the two. */
    private static byte[] survivor(byte[] now, byte[] then, SplittableRandom random) {
        int way = random.nextInt(5);
        if (way < 4) {
            return way < 2 ? now : then;
        }
        byte[] torn = new byte[PAGE];
        for (int sector = 0; sector < PAGE; sector += SECTOR) {
            byte[] from = random.nextBoolean() ? now : then;
            if (from != null) {
                System.arraycopy(from, sector, torn, sector, SECTOR);
            }
        }
        return torn;
    }

    @Override
    public long pages() {
        return pages.stream().filter(page -> page != null).count();
    }
}
