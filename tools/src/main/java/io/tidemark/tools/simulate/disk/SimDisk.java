package io.tidemark.tools.simulate.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * The device. Faults are asked for here: the process ends in the middle of an operation, power is lost, the disk is full for a
 * while, bits change. Everything drawn comes from the random it is given. One thread.
 */
public final class SimDisk {
    private final SplittableRandom random;
    private final SimFileSystem system = new SimFileSystem(this);
    private final SimFolder root = new SimFolder();
    private final Set<SimNode> locked = new HashSet<>();
    private long capacityPages = Long.MAX_VALUE;
    private long usedPages;
    private int operationsLeft = -1;
    private int processes;
    private boolean failingForce;
    private boolean keepsNamesAnyway = true;
    private Pattern forgotten = Pattern.compile("(?!)");
    private Runnable duringForce = () -> {};

    public SimDisk(SplittableRandom random) {
        this.random = random;
    }

    public Path path(String path) {
        return system.getPath(path);
    }

    /** The process ends in the middle of so many operations from now that change something; −1 for never. */
    public void endProcessAfter(int operations) {
        operationsLeft = operations;
    }

    /** The next force of a file fails, and some of what it was to keep never reaches the device, though it can be read. */
    public void failNextForce() {
        failingForce = true;
    }

    public void neverFail() {
        failingForce = false;
    }

    /** Called in the middle of every force: before it is known how much of what is written meanwhile it covers. */
    public void duringForce(Runnable what) {
        duringForce = what;
    }

    /** Room for so many more bytes. */
    public void leaveRoom(long bytes) {
        capacityPages = usedPages + bytes / SimFile.PAGE;
    }

    public void leaveAllRoom() {
        capacityPages = Long.MAX_VALUE;
    }

    /** Folders' forces do nothing from now on: what a program does that forgets them. */
    public void forgetForcesOfFolders() {
        keepsNamesAnyway = false;
    }

    /** Forces of files with such names do nothing from now on, and say that all is well. */
    public void forgetForcesOf(String pattern) {
        forgotten = Pattern.compile(pattern);
    }

    /** The process is gone; what it wrote is there. */
    public void endProcess() {
        processes++;
        locked.clear();
        operationsLeft = -1;
    }

    /** The process is gone, and of what it wrote and did not force any part. */
    public void losePower() {
        endProcess();
        root.losePower(random);
        usedPages = root.pages();
    }

    /** Changes one bit of a file's contents; once more brings it back. */
    public void flip(Path file, long position, int bit) throws IOException {
        ((SimFile) existing(file)).flip(position, bit);
    }

    /** Every file, in order of path. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        collect(path("/"), root, files);
        return files;
    }

    private static void collect(Path path, SimFolder folder, List<Path> files) {
        for (Map.Entry<String, SimNode> entry : folder.names.entrySet()) {
            Path child = path.resolve(entry.getKey());
            if (entry.getValue() instanceof SimFolder inner) {
                collect(child, inner, files);
            } else {
                files.add(child);
            }
        }
    }

    int process() {
        return processes;
    }

    long freeBytes() {
        return capacityPages == Long.MAX_VALUE ? 1L << 50 : Math.max(0, capacityPages - usedPages) * SimFile.PAGE;
    }

    boolean takePage() {
        if (usedPages >= capacityPages) {
            return false;
        }
        usedPages++;
        return true;
    }

    /** Whether the process ends in this operation, which changes something. */
    boolean endsHere() {
        return operationsLeft >= 0 && operationsLeft-- == 0;
    }

    void change(String operation) {
        if (endsHere()) {
            throw new PowerCut(operation);
        }
    }

    /** Of so many bytes: now and then fewer are written or read at once, as a system may. */
    int some(int length) {
        return length > 1 && random.nextInt(16) == 0 ? 1 + random.nextInt(length) : length;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    void force(SimNode node, String name) throws IOException {
        duringForce.run();
        change("force " + name);
        if (node instanceof SimFile file && failingForce) {
            failingForce = false;
            file.failForce(random);
            throw new IOException("Input/output error");
        } else if (node instanceof SimFile file && !forgotten.matcher(name).matches()) {
            file.force();
        } else if (node instanceof SimFolder folder && keepsNamesAnyway) {
            folder.force();
        }
    }

    boolean lock(SimNode node) {
        return locked.add(node);
    }

    void unlock(SimNode node) {
        locked.remove(node);
    }

    SimNode find(Path path) {
        SimNode node = root;
        for (Path name : path.toAbsolutePath()) {
            if (!(node instanceof SimFolder folder)) {
                return null;
            }
            node = folder.names.get(name.toString());
        }
        return node;
    }

    SimNode existing(Path path) throws NoSuchFileException {
        SimNode node = find(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node;
    }

    SimFolder folder(Path path) throws IOException {
        if (path == null) {
            return root;
        }
        SimNode node = existing(path);
        if (node instanceof SimFolder folder) {
            return folder;
        }
        throw new NotDirectoryException(path.toString());
    }
}
