package io.tidemark.bench;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an object holds, by structure: everything reachable is walked once, and its bytes are charged to the nearest of the
 * engine's own objects above the store's tables, and there to the field by which it was reached. Arrays, which are nearly all, are
 * exact for a JVM with compressed references; objects of the JDK's collections are taken at 48 bytes an entry.
 */
final class HeapSizes {
    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int REFERENCE = 4;
    private static final int ENTRY = 48;

    /** Something to be walked, and who pays for it. */
    private record Found(Object object, String owner) {}

    private final Map<Object, Boolean> seen = new IdentityHashMap<>();
    private final Deque<Found> waiting = new ArrayDeque<>();
    private final Map<String, Long> bytes = new TreeMap<>();

    private HeapSizes() {}

    /** Bytes by {@code Class.field}. */
    static Map<String, Long> of(Object root) {
        HeapSizes sizes = new HeapSizes();
        sizes.found(root, root.getClass().getSimpleName());
        while (!sizes.waiting.isEmpty()) {
            Found next = sizes.waiting.removeFirst();
            sizes.walk(next.object(), next.owner());
        }
        return sizes.bytes;
    }

    static long total(Object root) {
        return of(root).values().stream().mapToLong(Long::longValue).sum();
    }

    private void found(Object object, String owner) {
        if (object != null
                && !(object instanceof Class)
                && !(object instanceof Enum)
                && seen.put(object, true) == null) {
            waiting.addLast(new Found(object, owner));
        }
    }

    private void walk(Object object, String owner) {
        Class<?> type = object.getClass();
        if (type.isArray()) {
            array(object, owner);
        } else if (object instanceof Map<?, ?> map) {
            charge(owner, ENTRY * (1L + map.size()));
            map.forEach((key, value) -> {
                found(key, owner);
                found(value, owner);
            });
        } else if (object instanceof Collection<?> all) {
            charge(owner, ENTRY + (long) REFERENCE * all.size());
            all.forEach(each -> found(each, owner));
        } else if (object instanceof String text) {
            charge(owner, ENTRY + text.length());
        } else if (type.getName().startsWith("java.")) {
            charge(owner, 24);
        } else {
            fields(object, owner);
        }
    }

    private void array(Object array, String owner) {
        int length = Array.getLength(array);
        charge(owner, ARRAY_HEADER + (long) length * width(array.getClass().getComponentType()));
        if (array instanceof Object[] all) {
            for (Object each : all) {
                found(each, owner);
            }
        }
    }

    private void fields(Object object, String owner) {
        long own = HEADER;
        boolean names = !object.getClass().getName().contains(".engine.store.")
                && object.getClass().getName().startsWith("io.tidemark.");
        for (Field field : all(object.getClass())) {
            own += width(field.getType());
            if (!field.getType().isPrimitive()) {
                String payer = names ? object.getClass().getSimpleName() + "." + field.getName() : owner;
                found(read(field, object), payer);
            }
        }
        charge(owner, own);
    }

    private static List<Field> all(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && !at.getName().startsWith("java."); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static int width(Class<?> type) {
        if (type == long.class || type == double.class) {
            return 8;
        }
        if (type == short.class || type == char.class) {
            return 2;
        }
        return type == byte.class || type == boolean.class ? 1 : REFERENCE;
    }

    private void charge(String owner, long more) {
        bytes.merge(owner, (more + 7) & ~7L, Long::sum);
    }
}
