package io.tidemark.journal.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what strace wrote and looks for acknowledgements that came too early. */
final class SyncTrace {
    private static final Pattern SYNC = Pattern.compile("^(\\d+) +f(?:data)?sync\\(\\d+<([^>]*)>(.*)$");
    private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. f(?:data)?sync resumed>(.*)$");
    private static final Pattern SAID = Pattern.compile("^\\d+ +write\\(\\d+<([^>]*)>, \"(\\w+) (\\d+)\\\\n\".*$");

    /** Sequence appended when a sync began, per thread and file. */
    private record Begun(String file, long appended) {}

    private final TreeMap<Long, Path> placement;
    private final Map<String, Begun> underWay = new HashMap<>();
    private final Map<String, Long> synced = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private long appended;
    private int acknowledgements;

    SyncTrace(List<String> lines, Path said, TreeMap<Long, Path> placement) {
        this.placement = placement;
        for (String line : lines) {
            Matcher sync = SYNC.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            Matcher spoke = SAID.matcher(line);
            if (sync.matches()) {
                underWay.put(sync.group(1), new Begun(sync.group(2), appended));
                if (!sync.group(3).contains("unfinished")) {
                    end(sync.group(1), sync.group(3));
                }
            } else if (resumed.matches()) {
                end(resumed.group(1), resumed.group(2));
            } else if (spoke.matches() && spoke.group(1).equals(said.toString())) {
                hear(spoke.group(2), Long.parseLong(spoke.group(3)));
            }
        }
    }

    private void end(String thread, String result) {
        Begun begun = underWay.remove(thread);
        if (result.strip().endsWith("= 0")) {
            synced.merge(begun.file(), begun.appended(), Math::max);
        }
    }

    private void hear(String word, long sequence) {
        if (word.equals("appended")) {
            appended = sequence;
        } else {
            acknowledgements++;
            check(sequence);
        }
    }

    private void check(long sequence) {
        Path file = placement.ceilingEntry(sequence).getValue();
        long safe = synced.getOrDefault(file.toString(), -1L);
        if (safe < sequence) {
            problems.add("acknowledged " + sequence + " while " + file.getFileName() + " was synced up to " + safe);
        }
        long first = firstOf(file);
        if (named.add(file.toString()) && synced.getOrDefault(file.getParent().toString(), -1L) < first) {
            problems.add("acknowledged " + sequence + " before the name of " + file.getFileName() + " was synced");
        }
    }

    /** Sequence appended at least when the first record of a file was. */
    private long firstOf(Path file) {
        return placement.entrySet().stream()
                .filter(entry -> entry.getValue().equals(file))
                .mapToLong(Map.Entry::getKey)
                .min()
                .orElseThrow();
    }

    List<String> problems() {
        return problems;
    }

    int acknowledgements() {
        return acknowledgements;
    }

    Set<Path> files() {
        return new HashSet<>(placement.values());
    }

    long largestFile() throws IOException {
        long largest = 0;
        for (Path file : files()) {
            largest = Math.max(largest, Files.size(file));
        }
        return largest;
    }
}
