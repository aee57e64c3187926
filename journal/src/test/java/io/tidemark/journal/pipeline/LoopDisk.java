package io.tidemark.journal.pipeline;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real file system, ext4, on a device of its own, of which the power can be taken: the kernel is told to write nothing more of what
 * it holds in memory, neither data nor the file system's own journal. What is there when it is mounted again is what had reached the
 * device. Before that, some pages may be written in an order of our own, as a kernel under pressure would.
 */
final class LoopDisk implements AutoCloseable {
    /** {@code EXT4_IOC_SHUTDOWN} without flushing the log; before it {@code sync_file_range} on some ranges. */
    private static final String CUT = """
            my $mount = shift @ARGV;
            my $call = shift @ARGV;
            while (@ARGV) {
                my ($file, $from, $bytes) = splice(@ARGV, 0, 3);
                open(my $one, '+<', $file) or next;
                syscall($call, fileno($one), $from + 0, $bytes + 0, 7) if $call;
            }
            open(my $folder, '<', $mount) or die "cannot be opened: $!";
            my $flags = pack('L', 2);
            defined ioctl($folder, 0x8004587d, $flags) or die "cannot be shut down: $!";
            """;

    private final Path image;
    private final Path mount;
    private boolean mounted;

    private LoopDisk(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    /** Answers {@code null} where no such disk can be made. */
    static LoopDisk make(Path folder, long bytes) throws IOException {
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        LoopDisk disk = new LoopDisk(image, Files.createDirectory(folder.resolve("disk")));
        boolean made = run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", image.toString())
                && run("perl", "-e", "1")
                && disk.mount();
        return made ? disk : null;
    }

    Path path() {
        return mount;
    }

    boolean mount() {
        mounted = run("mount", "-o", "loop", image.toString(), mount.toString());
        return mounted;
    }

    /** From now on nothing reaches the device. */
    void losePower(Random random) throws IOException {
        List<String> command = new ArrayList<>(List.of("perl", "-e", CUT, mount.toString(), syncFileRange()));
        List<Path> files;
        try (var all = Files.walk(mount)) {
            files = all.filter(path -> path.toString().matches(".*(cq4|tidemark|tmp|seal|snapshot)"))
                    .toList();
        }
        for (int k = random.nextInt(4); k > 0 && !files.isEmpty(); k--) {
            Path file = files.get(random.nextInt(files.size()));
            long from = random.nextInt(512) * 4096L;
            command.addAll(
                    List.of(file.toString(), Long.toString(from), Long.toString((1 + random.nextInt(16)) * 4096L)));
        }
        if (!run(command.toArray(String[]::new))) {
            throw new IOException("the power cannot be taken from " + mount);
        }
    }

    /** Its number among the system's calls, where we know it. */
    private static String syncFileRange() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> "277";
            case "aarch64" -> "84";
            default -> "0";
        };
    }

    /** Power is there again; nobody holds a file of it. */
    void again() throws IOException {
        unmount();
        if (!mount()) {
            throw new IOException(image + " cannot be mounted again");
        }
    }

    private void unmount() {
        for (int k = 0; mounted && k < 100; k++) {
            mounted = !run("umount", mount.toString());
            if (mounted) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @Override
    public void close() {
        unmount();
        if (mounted) {
            run("umount", "-l", mount.toString());
        }
    }
}
