package io.tidemark.engine.credit;

import io.tidemark.engine.directory.Names;
import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * What activities of one kind are counted once per: the fields whose texts, together, only one activity of the kind may have on a
 * track. {@code serial} alone is the serial number of a product. Immutable.
 */
public final class OncePer {
    /** Of sales, in every program: a thing is sold once. */
    private static final List<String> SERIAL = List.of("serial");

    private final int kind;
    private final int number;
    private final int[] fields;
    private final int sku;
    private final int participant;
    private final boolean serial;

    private OncePer(int kind, int number, List<String> fields, Names names) {
        this.kind = kind;
        this.number = number;
        this.serial = fields.equals(SERIAL);
        this.sku = names.names.intern("sku");
        this.participant = names.names.intern("participant");
        List<String> all = serial ? List.of("sku", "serial") : fields;
        this.fields = all.stream().mapToInt(names.names::intern).toArray();
    }

    /** Of every kind that a program counts once per something; the first is that of sales. */
    static OncePer[] of(Program program, Names names) {
        List<OncePer> rules = new ArrayList<>();
        rules.add(new OncePer(names.sale, 0, SERIAL, names));
        for (Program.Kind kind : program.kinds()) {
            if (!kind.oncePer().isEmpty()) {
                rules.add(new OncePer(names.names.intern(kind.name()), rules.size(), kind.oncePer(), names));
            }
        }
        return rules.toArray(OncePer[]::new);
    }

    /** Name number of the kind. */
    int kind() {
        return kind;
    }

    /** Which of the program's rules. */
    int number() {
        return number;
    }

    int fields() {
        return fields.length;
    }

    /** Name number of the k-th field. */
    int field(int k) {
        return fields[k];
    }

    /** Whether the k-th field is whom the track credits. */
    boolean isParticipant(int k) {
        return fields[k] == participant;
    }

    boolean isSku(int k) {
        return fields[k] == sku;
    }

    public boolean isSerial() {
        return serial;
    }

    /** Why somebody who is not the holder earns nothing. */
    public Reason reason() {
        return serial ? Reason.SERIAL_HELD_BY : Reason.ONCE_PER_HELD_BY;
    }
}
