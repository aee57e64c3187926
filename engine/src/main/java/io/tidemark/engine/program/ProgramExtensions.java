package io.tidemark.engine.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program says beyond the places of its first format: parts by name, each with its length, present only where the program
 * uses them. So a program that does not keeps its bytes, and one that says more than this version knows is refused.
 */
final class ProgramExtensions {
    /** Per track: the credited roles and their shares; none where it credits one role with the whole. */
    private static final String CREDIT = "credit";

    /** Per declared kind: the fields of which only one activity may have the same. */
    private static final String ONCE_PER = "once-per";

    /** When claims count. */
    private static final String CLAIMS = "claims";

    private static final String END = "";

    private ProgramExtensions() {}

    static boolean areUsed(Program program) {
        return hasShares(program) || hasOncePer(program) || program.claims() != null;
    }

    private static boolean hasOncePer(Program program) {
        return program.kinds().stream().anyMatch(kind -> !kind.oncePer().isEmpty());
    }

    private static boolean hasShares(Program program) {
        return !program.tracks().stream().allMatch(Program.Track::creditsOneRole);
    }

    static void write(DataOutputStream out, Program program) throws IOException {
        if (hasShares(program)) {
            part(out, CREDIT, part -> {
                for (Program.Track track : program.tracks()) {
                    credit(part, track.creditsOneRole() ? List.of() : track.credit());
                }
            });
        }
        if (hasOncePer(program)) {
            part(out, ONCE_PER, part -> {
                for (Program.Kind kind : program.kinds()) {
                    part.writeShort(kind.oncePer().size());
                    for (String field : kind.oncePer()) {
                        part.writeUTF(field);
                    }
                }
            });
        }
        if (program.claims() != null) {
            part(out, CLAIMS, part -> ClaimsCodec.write(part, program.claims()));
        }
        out.writeUTF(END);
    }

    private interface Write {
        void to(DataOutputStream out) throws IOException;
    }

    private static void part(DataOutputStream out, String name, Write content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.to(new DataOutputStream(bytes));
        out.writeUTF(name);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static void credit(DataOutputStream out, List<Program.Share> credit) throws IOException {
        out.writeShort(credit.size());
        for (Program.Share share : credit) {
            out.writeUTF(share.role());
            out.writeLong(share.share());
        }
    }

    /** @throws IOException where a part is damaged or not known, or the end is missing */
    static Program read(DataInputStream in, Program program) throws IOException {
        Program extended = program;
        for (String name = in.readUTF(); !name.equals(END); name = in.readUTF()) {
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new EOFException();
            }
            DataInputStream part = new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)));
            extended = switch (name) {
                case CREDIT -> withCredit(part, extended);
                case ONCE_PER -> withOncePer(part, extended);
                case CLAIMS -> extended.withClaims(ClaimsCodec.read(part));
                default -> throw new IOException("it has a part " + name + ", which this version does not know");
            };
            if (part.available() > 0) {
                throw new IOException(part.available() + " bytes are left behind its part " + name);
            }
        }
        return extended;
    }

    private static Program withOncePer(DataInputStream in, Program program) throws IOException {
        List<Program.Kind> kinds = new ArrayList<>();
        for (Program.Kind kind : program.kinds()) {
            List<String> fields = new ArrayList<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                fields.add(in.readUTF());
            }
            kinds.add(new Program.Kind(kind.name(), kind.signAny(), List.copyOf(fields)));
        }
        return program.with(List.copyOf(kinds), program.tracks());
    }

    private static Program withCredit(DataInputStream in, Program program) throws IOException {
        List<Program.Track> tracks = new ArrayList<>();
        for (Program.Track track : program.tracks()) {
            List<Program.Share> credit = new ArrayList<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                credit.add(new Program.Share(in.readUTF(), in.readLong()));
            }
            tracks.add(credit.isEmpty() ? track : track.withCredit(List.copyOf(credit)));
        }
        return program.with(program.kinds(), List.copyOf(tracks));
    }
}
