package io.tidemark.engine.program;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The terms of claims as bytes. */
final class ClaimsCodec {
    private ClaimsCodec() {}

    static void write(DataOutputStream out, Program.Claims claims) throws IOException {
        out.writeInt(claims.withinDays());
        texts(out, claims.requires());
        texts(out, claims.match());
        texts(out, claims.approve());
        out.writeBoolean(claims.auto() != null);
        if (claims.auto() != null) {
            Long most = claims.auto().amountAtMost();
            out.writeBoolean(claims.auto().matched());
            out.writeBoolean(most != null);
            out.writeLong(most == null ? 0 : most);
        }
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    static Program.Claims read(DataInputStream in) throws IOException {
        int within = in.readInt();
        List<String> requires = texts(in);
        List<String> match = texts(in);
        List<String> approve = texts(in);
        return new Program.Claims(within, requires, match, approve, in.readBoolean() ? auto(in) : null);
    }

    private static Program.AutoApprove auto(DataInputStream in) throws IOException {
        boolean matched = in.readBoolean();
        boolean limited = in.readBoolean();
        long most = in.readLong();
        return new Program.AutoApprove(matched, limited ? (Long) most : null);
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return List.copyOf(texts);
    }
}
