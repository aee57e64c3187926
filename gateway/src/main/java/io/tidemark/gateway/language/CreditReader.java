package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.program.Program.Share;
import io.tidemark.gateway.language.SourceNode.Mapping;
import java.util.ArrayList;
import java.util.List;

/** Whom a track credits: a role, or a list of roles, each with what of a contribution it counts. */
final class CreditReader {
    private final Problems problems;

    CreditReader(Problems problems) {
        this.problems = problems;
    }

    /** @param kind the track's, or null where it has none */
    List<Share> credit(MappingReader track, String kind) {
        if (track.required("credit", "credit: rep") == null) {
            return List.of();
        }
        List<SourceNode> items = track.list("credit");
        if (items.isEmpty() || items.size() > ProgramLimits.ROLES) {
            problems.error(
                    track.position("credit"),
                    "credit names " + items.size() + " roles",
                    "name 1 to " + ProgramLimits.ROLES + ", e.g. credit: rep");
            return List.of();
        }
        List<Share> credit = new ArrayList<>();
        for (SourceNode item : items) {
            Share share = share(item);
            if (share == null) {
                continue;
            }
            if (credit.stream().anyMatch(known -> known.role().equals(share.role()))) {
                problems.error(item, "the role " + share.role() + " is credited twice", "name every role once");
            }
            if (kind != null && !ParticipantRow.kindOfRole(share.role()).equals(kind)) {
                refuseMismatch(item, kind, share.role(), items.size() == 1);
            }
            credit.add(share);
        }
        return credit;
    }

    private Share share(SourceNode item) {
        if (!(item instanceof Mapping)) {
            String role = Scalars.id(item, "credit", problems);
            return role == null ? null : new Share(role, Fixed.ONE);
        }
        MappingReader reader = MappingReader.of("credit", item, problems);
        String role = reader.requiredId("role", "role: rep");
        Long share = reader.number("share");
        if (share != null && (share <= 0 || share > Fixed.ONE)) {
            problems.error(
                    reader.node("share"),
                    "share is not above 0 and at most 1: " + Fixed.format(share),
                    "write a half as 0.5; roles that should count whole have no share");
        }
        reader.unknownKeys();
        return role == null ? null : new Share(role, share == null ? Fixed.ONE : share);
    }

    private void refuseMismatch(SourceNode at, String kind, String role, boolean alone) {
        String roleOfKind = kind.equals(ParticipantRow.kindOfRole("rep")) ? "rep" : kind;
        boolean kindHasRole = ParticipantRow.kindOfRole(roleOfKind).equals(kind);
        String further =
                alone ? "credit: " + roleOfKind : "a further role of that kind, e.g. " + roleOfKind + "." + role;
        problems.error(
                at,
                "the role " + role + " names participants of the kind " + ParticipantRow.kindOfRole(role)
                        + ", and the track is for the kind " + kind + ": nobody could ever be credited",
                "write " + (kindHasRole ? further + ", or " : "") + "kind: " + ParticipantRow.kindOfRole(role));
    }
}
