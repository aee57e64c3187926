package io.tidemark.engine;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.store.TextTable;
import io.tidemark.engine.store.Words;
import java.util.Arrays;

/**
 * The definitions of one frame as the core's numbers: external ids are resolved once per frame. What is there already is
 * looked up ahead, one kind of access at a time, so that the misses overlap instead of queueing; what is new is added
 * where an activity needs it. Core thread only; allocates only for a frame with more definitions than any before.
 */
final class ResolvedDefinitions {
    private static final int UNRESOLVED = -1;

    private final Facts facts;
    private final ActivityFrameReader frame;

    private int[] names = new int[1024];
    private int[] values = new int[1024];
    private int[] entities = new int[1024];

    /** Definitions of one type: their hashes as their index has them, what was found. */
    private long[] hashes = new long[1024];

    private int[] found = new int[1024];
    private long touched;
    private int serial;

    ResolvedDefinitions(Facts facts, ActivityFrameReader frame) {
        this.facts = facts;
        this.frame = frame;
    }

    /** Finds what the wrapped frame's definitions name, and asks for the memory that rating it will need. */
    void find(ProgramInstance[] programs) {
        int count = frame.definitions;
        if (count > names.length) {
            names = new int[count];
            values = new int[count];
            entities = new int[count];
            hashes = new long[count];
            found = new int[count];
        }
        // what programs read of serials they have named before: where nobody has, no field is one
        serial = facts.names.serial();
        Arrays.fill(names, 0, count, UNRESOLVED);
        Arrays.fill(values, 0, count, UNRESOLVED);
        touched = findParticipants(programs) + findProducts();
    }

    private long findParticipants(ProgramInstance[] programs) {
        int[] definitions = frame.participantDefinitions;
        int count = frame.participantCount;
        for (int n = 0; n < count; n++) {
            int kind = name(frame.definitionKind(definitions[n]));
            hashes[n] = Words.mix(frame.definitionHash(definitions[n]), kind);
        }
        long sum = facts.participants.find(hashes, count, found);
        for (int n = 0; n < count; n++) {
            int k = definitions[n];
            int participant = found[n];
            boolean right = participant >= 0
                    && facts.participants.is(
                            participant,
                            name(frame.definitionKind(k)),
                            frame.buffer,
                            frame.definitionOffset(k),
                            frame.definitionLength(k));
            found[n] = right ? participant : UNRESOLVED;
            entities[k] = found[n];
        }
        for (ProgramInstance program : programs) {
            sum += program.touch(found, count);
        }
        return sum;
    }

    private long findProducts() {
        int[] definitions = frame.productDefinitions;
        int count = frame.productCount;
        for (int n = 0; n < count; n++) {
            hashes[n] = frame.definitionHash(definitions[n]);
        }
        long sum = facts.products.find(hashes, count, found);
        for (int n = 0; n < count; n++) {
            int k = definitions[n];
            boolean right = found[n] >= 0
                    && facts.products.is(found[n], frame.buffer, frame.definitionOffset(k), frame.definitionLength(k));
            entities[k] = right ? found[n] : UNRESOLVED;
        }
        return sum;
    }

    /** Keeps what {@link #find} asks for from being optimised away. */
    long touched() {
        return touched;
    }

    /** Name number of {@code serial}, or one that no field has. */
    int serial() {
        return serial;
    }

    /** Name number of a definition. */
    int name(int definition) {
        int name = names[definition];
        return name != UNRESOLVED ? name : (names[definition] = intern(facts.names.names, definition));
    }

    /** Name number, 0 where there is none. */
    int nameOrNone(int definition) {
        return definition == ActivityFrameReader.ABSENT ? 0 : name(definition);
    }

    /** Value number of a definition, or something else where there is none. */
    int valueOr(int definition, int otherwise) {
        if (definition == ActivityFrameReader.ABSENT) {
            return otherwise;
        }
        int value = values[definition];
        return value != UNRESOLVED ? value : (values[definition] = intern(facts.names.values, definition));
    }

    private int intern(TextTable table, int definition) {
        return table.intern(
                frame.definitionHash(definition),
                frame.buffer,
                frame.definitionOffset(definition),
                frame.definitionLength(definition));
    }

    int participant(int definition) {
        int participant = entities[definition];
        return participant != UNRESOLVED ? participant : addParticipant(definition);
    }

    private int addParticipant(int definition) {
        entities[definition] = facts.participants.resolve(
                name(frame.definitionKind(definition)),
                frame.definitionHash(definition),
                frame.buffer,
                frame.definitionOffset(definition),
                frame.definitionLength(definition));
        return entities[definition];
    }

    /** The product, 0 where there is none. */
    int product(int definition) {
        if (definition == ActivityFrameReader.ABSENT) {
            return 0;
        }
        int product = entities[definition];
        return product != UNRESOLVED ? product : addProduct(definition);
    }

    private int addProduct(int definition) {
        entities[definition] = facts.products.resolve(
                frame.definitionHash(definition),
                frame.buffer,
                frame.definitionOffset(definition),
                frame.definitionLength(definition));
        return entities[definition];
    }
}
