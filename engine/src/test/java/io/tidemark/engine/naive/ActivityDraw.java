package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.program.Program;
import java.util.SortedMap;
import java.util.TreeMap;

/** The content of one version of an activity. */
final class ActivityDraw {
    private static final long GREATEST_ATTRIBUTE = 900_000_000_000_000L * Fixed.ONE;

    private final Options options;
    private final Draw identity;
    private final Draw content;

    /**
     * @param identity what versions of one identity share most of the time
     * @param content what is the version's own
     */
    ActivityDraw(Options options, Draw identity, Draw content) {
        this.options = options;
        this.identity = identity;
        this.content = content;
    }

    Activity activity(String source, String id, String line, Function function, int revision) {
        String kind = kind(id);
        boolean sale = id.startsWith("S");
        String original = kind.equals(Activity.RETURN) ? original() : "";
        Long quantity = quantity(kind);
        return new Activity(
                source,
                content.percent(1) && function == Function.ORIGINAL ? "" : id,
                line,
                function,
                revision,
                content.percent(2) ? World.TRAINING : kind,
                date(),
                roles(),
                sku(),
                quantity,
                amount(kind, quantity),
                currency(sale ? id : original),
                original,
                fields());
    }

    private String kind(String id) {
        return switch (id.charAt(0)) {
            case 'S' -> Activity.SALE;
            case 'R' -> Activity.RETURN;
            case 'C' -> Program.Claims.KIND;
            case 'I' -> Program.Kind.INVENTORY;
            default -> identity.of(World.TRAINING, World.INSTALL);
        };
    }

    private int date() {
        int usual = identity.between(World.FIRST_DAY, World.LAST_DAY);
        if (content.percent(10)) {
            return Dates.day("2028-02-29");
        }
        return content.percent(80) ? usual : content.between(World.FIRST_DAY, World.LAST_DAY);
    }

    private SortedMap<String, String> roles() {
        SortedMap<String, String> roles = new TreeMap<>();
        for (String role : World.ROLES) {
            String usual = identity.of(World.IDS.get(role));
            if (content.percent(85)) {
                roles.put(role, content.percent(80) ? usual : content.of(World.IDS.get(role)));
            }
        }
        if (content.percent(40)) {
            roles.put("location", content.of(World.LOCATIONS));
        }
        if (content.percent(35)) {
            roles.put(World.SECOND_REP, content.of(World.REPS));
        }
        return roles;
    }

    private String sku() {
        String usual = identity.percent(10) ? "" : identity.of(World.SKUS);
        return content.percent(90) ? usual : content.of(World.SKUS);
    }

    private Long quantity(String kind) {
        if (content.percent(12)) {
            return null;
        }
        if (content.percent(70) && !options.extreme()) {
            return content.between(0, 12) * Fixed.ONE;
        }
        return sign(kind, content.units(20, Fixed.MAX_ACTIVITY, options.extreme()));
    }

    /** A return always states something above zero. */
    private Long amount(String kind, Long quantity) {
        boolean back = kind.equals(Activity.RETURN);
        if (content.percent(back ? 35 : 6) && (!back || (quantity != null && quantity > 0))) {
            return null;
        }
        long units = content.units(1000, Fixed.MAX_ACTIVITY, options.extreme());
        return sign(kind, back ? Math.max(1, units) : units);
    }

    private long sign(String kind, long units) {
        boolean declared = kind.equals(World.TRAINING) || kind.equals(World.INSTALL);
        return content.percent(declared ? 20 : 1) ? -units : units;
    }

    /** One currency per number, so that a return is in its sale's. */
    private static String currency(String text) {
        return text.contains("S3") ? "EUR" : text.contains("S5") ? "" : "USD";
    }

    private String original() {
        if (identity.percent(15)) {
            return "";
        }
        String id = identity.percent(5) ? identity.of(World.OTHERS) : identity.of(World.SALES);
        String line = identity.percent(65) ? "" : "/" + identity.of("1", "2");
        String source = identity.percent(75) ? "" : identity.of("a:", "b:");
        return source + id + line;
    }

    private SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        if (content.percent(65)) {
            fields.put("territory", content.of(World.TERRITORIES));
        }
        if (content.percent(40)) {
            fields.put("postal-code", content.of(World.CODES));
        }
        if (content.percent(70)) {
            fields.put("cost", Fixed.format(content.units(500, GREATEST_ATTRIBUTE, options.extreme())));
        }
        if (content.percent(30)) {
            fields.put("weight", content.of("-2.5", "3.3333", "heavy", "7"));
        }
        if (content.percent(20)) {
            fields.put("serial", content.of(World.SERIALS));
        }
        if (content.percent(50)) {
            fields.put("invoice", content.of(World.INVOICES));
        }
        if (content.percent(40)) {
            fields.put("course", content.of(World.COURSES));
        }
        return fields;
    }
}
