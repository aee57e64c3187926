package io.tidemark.engine.closing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A statement as people read it. Numbers are units of ten-thousandths at whatever width. Its lines that pay, {@code rounding}
 * among them, add up to what is paid, exactly.
 *
 * @param version of the period's closing
 * @param participant {@code kind:id}
 */
public record Statement(
        String program, String period, int version, String participant, BigInteger paid, List<Line> lines) {
    /**
     * @param of the track or the board it belongs to, or empty
     * @param what the rule, the measure, the tier, the place of a prize or the period of a correction, or empty
     */
    public record Line(LineKind kind, String of, String what, BigInteger value) {
        @Override
        public String toString() {
            return kind.text() + "|" + of + "|" + what + "|" + value;
        }
    }

    /** Everything it says, in one way only. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(program)
                .append('|')
                .append(period)
                .append('|')
                .append(version)
                .append('|');
        text.append(participant).append('|').append(paid).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** SHA-256 of {@link #text} in UTF-8, as a number. */
    public BigInteger digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return new BigInteger(1, sha.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
