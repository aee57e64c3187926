package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths of a profile, and the lists along which they lie: a row for each element of the innermost one. Immutable.
 * {@code []} stands after the name of a list.
 */
final class JsonPaths {
    static final int ABSENT = -1;
    private static final String LIST = "[]";

    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] levels;
    /** The lists from the outermost: {@code orders[]}, {@code orders[].lines[]}. */
    private final List<String> lists;

    private JsonPaths(List<String> names, List<String> lists) {
        this.names = names;
        this.lists = lists;
        this.levels = new int[names.size()];
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
            levels[i] = (int) lists.stream().filter(names.get(i)::startsWith).count();
        }
    }

    /** No path: every value that is met is one. */
    static JsonPaths none() {
        return new JsonPaths(List.of(), List.of());
    }

    static JsonPaths of(String file, List<String> names) throws IngestException {
        List<String> lists = new ArrayList<>();
        for (String name : names) {
            for (int at = name.indexOf(LIST); at >= 0; at = name.indexOf(LIST, at + 2)) {
                String list = name.substring(0, at + 2);
                if (!lists.contains(list)) {
                    lists.add(list);
                }
            }
        }
        lists.sort((one, other) -> Integer.compare(one.length(), other.length()));
        for (int i = 1; i < lists.size(); i++) {
            if (!lists.get(i).startsWith(lists.get(i - 1))) {
                throw new IngestException(
                        file,
                        "the profile names two lists side by side, " + lists.get(i - 1) + " and " + lists.get(i),
                        "rows come from one list and the lists in it");
            }
        }
        return new JsonPaths(List.copyOf(names), List.copyOf(lists));
    }

    List<String> names() {
        return names;
    }

    /** The path's place, or {@link #ABSENT}. */
    int place(String path) {
        return places.getOrDefault(path, ABSENT);
    }

    /** How many lists stand around the path. */
    int level(int place) {
        return levels[place];
    }

    /** Lists within a record; 0 where a record is a row. */
    int depth() {
        return lists.size();
    }

    /** The list whose elements are the rows. */
    String rowList() {
        return lists.get(lists.size() - 1);
    }

    /** The level that an element of this list opens, or {@link #ABSENT} where no path lies in it. */
    int levelOf(String list) {
        int at = lists.indexOf(list);
        return at < 0 ? ABSENT : at + 1;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }
}
