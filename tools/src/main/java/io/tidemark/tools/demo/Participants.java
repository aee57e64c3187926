package io.tidemark.tools.demo;

/** The columns of the demonstration's participants file. */
final class Participants {
    private Participants() {}

    static void head(Delimited out) {
        out.line("kind", "id", "name", "parent", "territory", "manager", "type");
    }

    static void line(
            Delimited out,
            String kind,
            String id,
            String name,
            String parent,
            String territory,
            String manager,
            String type) {
        out.line(kind, id, name, parent, territory, manager, type);
    }
}
