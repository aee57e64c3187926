package io.tidemark.gateway.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a transmission into segments, streamed. The delimiters are those that its header declares: an ISA of any width, an
 * UNA, or EDIFACT's own. Of one thread.
 */
final class EdiReader implements Closeable {
    private static final int ISA_ELEMENTS = 16;

    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private long count;
    private EdiSyntax syntax;
    private String tag = "";
    private final StringBuilder text = new StringBuilder();
    /** A segment's texts as they are read: codes and qualifiers come again and again. */
    private final TextCache texts = new TextCache();

    private char[] part = new char[256];

    EdiReader(Reader in) {
        this.in = in;
    }

    private int read() throws IOException {
        if (at == end) {
            end = in.read(buffer);
            at = 0;
        }
        return end < 0 ? -1 : buffer[at++];
    }

    private void unread() {
        at--;
    }

    long count() {
        return count;
    }

    Damage damage(String what) {
        return new Damage("segment " + Math.max(1, count), what, "send it again, whole");
    }

    /** The next segment, or null at the end. */
    EdiSegment next() throws IOException {
        int c = afterBreaks();
        if (c < 0) {
            return null;
        }
        unread();
        count++;
        String tag = tag();
        if (tag.equals("ISA")) {
            return isa();
        }
        if (tag.equals("UNA") && count == 1) {
            una();
            return next();
        }
        if (syntax == null && !tag.equals("UNB")) {
            throw damage("this is no transmission: it begins with " + tag);
        }
        syntax = syntax == null ? EdiSyntax.EDIFACT : syntax;
        return rest(tag);
    }

    /** The first character that is neither a line break nor a blank between segments. */
    private int afterBreaks() throws IOException {
        int c = read();
        while (c == '\n' || c == '\r' || c == ' ' || c == '\t' || c == 0x1A || c == 0xFEFF) {
            if (syntax != null && c == syntax.terminator() && c != '\n' && c != '\r') {
                break;
            }
            c = read();
        }
        return c;
    }

    private String tag() throws IOException {
        text.setLength(0);
        int c = read();
        while (c >= 0 && text.length() < 3 && Character.isLetterOrDigit(c)) {
            text.append((char) c);
            c = read();
        }
        if (c >= 0) {
            unread();
        }
        if (text.length() < 2) {
            throw damage(c < 0 ? "the transmission is cut off" : "there is no segment here");
        }
        tag = text.length() == tag.length() && tag.contentEquals(text) ? tag : text.toString();
        return tag;
    }

    private EdiSegment isa() throws IOException {
        int separator = read();
        List<List<String>> elements = new ArrayList<>();
        while (elements.size() < ISA_ELEMENTS - 1) {
            elements.add(List.of(upTo(separator)));
        }
        int component = read();
        int terminator = read();
        if (terminator == '\r') {
            terminator = read() == '\n' ? '\n' : '\r';
            if (terminator == '\r') {
                unread();
            }
        }
        if (separator < 0 || component < 0 || terminator < 0) {
            throw damage("the transmission is cut off");
        }
        elements.add(List.of(Character.toString(component)));
        syntax = new EdiSyntax((char) component, (char) separator, '\0', (char) terminator);
        if (!syntax.isSound()) {
            throw damage("the ISA segment does not say which delimiters hold");
        }
        return new EdiSegment(count, "ISA", elements);
    }

    private String upTo(int separator) throws IOException {
        text.setLength(0);
        for (int c = read(); c != separator; c = read()) {
            if (c < 0 || text.length() > IngestLimits.SHOWN_CHARS) {
                throw damage(
                        c < 0 ? "the transmission is cut off" : "the ISA segment has no " + ISA_ELEMENTS + " elements");
            }
            text.append((char) c);
        }
        return text.toString();
    }

    private void una() throws IOException {
        int component = read();
        int element = read();
        read();
        int release = read();
        read();
        int terminator = read();
        if (terminator < 0) {
            throw damage("the transmission is cut off");
        }
        char released = release == ' ' ? '\0' : (char) release;
        syntax = new EdiSyntax((char) component, (char) element, released, (char) terminator);
        if (!syntax.isSound()) {
            throw damage("the UNA segment does not say which delimiters hold");
        }
        count--;
    }

    private EdiSegment rest(String tag) throws IOException {
        List<List<String>> elements = new ArrayList<>();
        List<String> element = null;
        int size = 0;
        int components = 0;
        int length = 0;
        while (true) {
            int c = read();
            if (c < 0) {
                throw damage("the transmission is cut off in a segment " + tag);
            }
            if (++size > IngestLimits.FIELD_CHARS || components > IngestLimits.COLUMNS) {
                throw damage("a segment " + tag + " of more than " + IngestLimits.FIELD_CHARS + " characters or "
                        + IngestLimits.COLUMNS + " parts");
            }
            if (syntax.release() != 0 && c == syntax.release()) {
                int released = read();
                if (released < 0) {
                    throw damage("the transmission is cut off in a segment " + tag);
                }
                length = put(length, released);
            } else if (c == syntax.terminator() || c == syntax.element() || c == syntax.component()) {
                if (element != null) {
                    element.add(texts.text(part, 0, length));
                    components++;
                } else if (c == syntax.component() || length > 0) {
                    throw damage("there is no segment here");
                }
                length = 0;
                if (c == syntax.terminator()) {
                    break;
                }
                if (c == syntax.element()) {
                    element = new ArrayList<>(2);
                    elements.add(element);
                }
            } else if (c >= ' ' || c == '\t') {
                length = put(length, c);
            } else if (c != '\n' && c != '\r') {
                throw damage("a control character in a segment " + tag);
            }
        }
        return new EdiSegment(count, tag, elements);
    }

    private int put(int length, int c) {
        if (length == part.length) {
            part = java.util.Arrays.copyOf(part, 2 * length);
        }
        part[length] = (char) c;
        return length + 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
