package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Acting;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.Facts;

/**
 * Who fills a role that an activity leaves empty, by the territory of the activity, else its postal code, else the territory of
 * its location on the day. A pure function of the facts as they stand. Core thread only.
 */
final class Overlays {
    private final Facts facts;
    private final int territory;
    private final int postalCode;
    private final int location;

    Overlays(Facts facts) {
        this.facts = facts;
        this.territory = facts.names.names.intern("territory");
        this.postalCode = facts.names.names.intern("postal-code");
        this.location = facts.names.names.intern("location");
    }

    /** @param role name number of the role */
    int participant(Acting acting, int role) {
        Versions versions = facts.versions;
        int field = versions.fieldNamed(acting.version, territory);
        if (field >= 0) {
            return inTerritory(valueOf(versions.fieldAsText(acting.version, field)), role, acting.date);
        }
        field = versions.fieldNamed(acting.version, postalCode);
        if (field >= 0) {
            String code = versions.fieldAsText(acting.version, field);
            int found = facts.assignments.forCode(code, role, acting.date);
            if (found != Participants.NONE) {
                return found;
            }
        }
        int at = facts.participant(acting.version, location);
        return at < 0 ? Participants.NONE : inTerritory(territoryOf(at, acting.date), role, acting.date);
    }

    private int territoryOf(int place, int day) {
        return facts.participants.attribute(facts.participants.recordOn(place, day), territory);
    }

    private int valueOf(String text) {
        return facts.names.values.find(text);
    }

    private int inTerritory(int value, int role, int day) {
        return value < 0 ? Participants.NONE : facts.assignments.inTerritory(value, role, day);
    }
}
