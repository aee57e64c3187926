package io.tidemark.engine.naive;

import java.util.List;
import java.util.Map;

/** The small world in which programs and facts are drawn: few names, so that they meet. */
final class World {
    static final int FIRST_DAY = Dates.day("2027-11-01");
    /** Facts are received on this day; some are dated after it and refused. */
    static final int TODAY = Dates.day("2028-12-10");

    static final int LAST_DAY = Dates.day("2028-12-14");

    static final String TRAINING = "training";
    static final String INSTALL = "install";

    static final List<String> SOURCES = List.of("a", "b");
    /** The feed that sends reports; nothing else, where the order of receipt must not matter. */
    static final String REPORTING = "c";

    static final List<String> LINES = List.of("", "1", "2");
    /** The last one looks like an id with a line. */
    static final List<String> SALES = List.of("S1", "S2", "S3", "S4", "S5", "S1/2");

    static final List<String> RETURNS = List.of("R1", "R2", "R3", "R4", "R5");
    static final List<String> OTHERS = List.of("K1", "K2", "K3", "I1", "I2", "I3", "I4");
    static final List<String> CLAIMS = List.of("C1", "C2", "C3", "C4");
    static final List<String> INVOICES = List.of("i1", "i2");
    static final List<String> STEPS = List.of("house", "office");

    /** In {@code String} order the last two would change places. */
    static final List<String> REPS = List.of("r1", "r2", "r\uFF5E", "r\uD83D\uDE00");

    static final List<String> DISTRIBUTORS = List.of("d1", "d2");
    static final List<String> CONTRACTORS = List.of("c1", "c2", "r1");
    static final List<String> LOCATIONS = List.of("l1", "l2");
    static final List<String> AREAS = List.of("east", "west");

    static final List<String> ROLES = List.of("rep", "distributor", "contractor");
    static final List<String> SERIALS = List.of("x1", "12");
    static final List<String> COURSES = List.of("intro", "7");
    /** A second rep of a sale. */
    static final String SECOND_REP = "rep.second";

    static final Map<String, List<String>> IDS = Map.of(
            "rep", REPS,
            "distributor", DISTRIBUTORS,
            "contractor", CONTRACTORS,
            "location", LOCATIONS,
            "area", AREAS);

    /** Which kinds may stand above which; always later ones, so that nobody is his own ancestor. */
    static final Map<String, List<String>> PARENTS = Map.of(
            "rep", List.of("location", "distributor"),
            "contractor", List.of("distributor"),
            "location", List.of("distributor"),
            "distributor", List.of("area"),
            "area", List.of());

    static final Map<String, List<String>> LEVELS = Map.of(
            "rep", List.of("location", "distributor", "area"),
            "contractor", List.of("distributor", "area"),
            "distributor", List.of("area"));

    static final List<String> SKUS = List.of("p1", "p2", "p3", "0123");
    static final List<String> CATEGORIES = List.of("pumps", "valves", "parts");
    static final List<String> BRANDS = List.of("Aqua", "Bora");
    static final List<String> TERRITORIES = List.of("t1", "t2");
    /** The last one is a number whose text is no plain number. */
    static final List<String> CODES = List.of("60601", "60700", "6", "60601-1234", "0123");

    static final List<String> REGIONS = List.of("north", "south");

    static final List<String> NUMBERS = List.of("quota", "plan");
    static final List<String> STATUSES = List.of("map", "club");
    static final List<String> VALUES = List.of("ok", "late");

    /** Ids of periods, and of years; some of them of no program. */
    static final List<String> PERIODS = List.of(
            "2027-11", "2027-12", "2028-01", "2028-05", "2028-11", "2027-Q4", "2028-Q1", "2028-Q2", "2028-Q3",
            "2028-Q4", "2027", "2028", "2029", "p1", "p2", "p3");

    private World() {}
}
