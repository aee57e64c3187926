package io.tidemark.engine.naive;

/**
 * What a track makes of one activity: the participant credited, or the reason why nobody is.
 *
 * @param reason e.g. {@code unknown-participant}, {@code over-return}; {@code not-standing} for an identity that is
 *     unknown or voided; null where somebody is credited
 * @param who null where nobody is credited
 */
public record Credit(String reason, Who who) {
    static final Credit NOT_STANDING = setAside("not-standing");

    static Credit setAside(String reason) {
        return new Credit(reason, null);
    }

    static Credit to(Who who) {
        return new Credit(null, who);
    }

    @Override
    public String toString() {
        return reason != null ? reason : who.toString();
    }
}
