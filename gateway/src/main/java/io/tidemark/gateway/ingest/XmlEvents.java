package io.tidemark.gateway.ingest;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of an XML part of a workbook, streamed: no entities, no more than {@link IngestLimits#NESTING} elements within
 * each other, no text longer than a cell may be. What is wrong with the XML is {@link Damage}. Of one thread.
 */
final class XmlEvents implements Closeable {
    private final InputStream in;
    private final String part;
    private final XMLStreamReader xml;
    private int depth;

    XmlEvents(InputStream in, String part) throws IOException {
        this.in = in;
        this.part = part;
        try {
            this.xml = factory().createXMLStreamReader(reader(new BufferedInputStream(new XmlGuard(in), 1 << 14)));
        } catch (XMLStreamException | RuntimeException damaged) {
            throw damage(damaged);
        }
    }

    /** One for each part: a factory keeps every name it ever met, and senders make names. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLReporter((message, type, related, location) -> {
            // the exception says it; nothing is printed beside it
        });
        return factory;
    }

    /** UTF-16 where its mark says so, else UTF-8: workbooks have no other. The parser itself would print what is malformed. */
    private static Reader reader(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        boolean wide = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        CharsetDecoder decoder = (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).newDecoder();
        Reader reader = new BufferedReader(new InputStreamReader(in, decoder));
        reader.mark(1);
        if (reader.read() != 0xFEFF) {
            reader.reset();
        }
        return reader;
    }

    /** A parser may stumble over damage in ways of its own; all of them are damage to the file. */
    private IOException damage(Exception found) {
        for (Throwable cause = found; cause != null; cause = within(cause)) {
            if (cause instanceof Damage known) {
                return known;
            }
        }
        String what = String.valueOf(found.getMessage())
                .lines()
                .reduce((one, other) -> other)
                .orElse("");
        return new Damage("", "the workbook is damaged in " + part + ": " + what, "save it again");
    }

    private static Throwable within(Throwable found) {
        return found instanceof XMLStreamException stream && stream.getNestedException() != null
                ? stream.getNestedException()
                : found.getCause();
    }

    /** Goes to the next start or end of an element; answers false at the end. */
    boolean next() throws IOException {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    deeper();
                    return true;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException | RuntimeException damaged) {
            throw damage(damaged);
        }
    }

    private void deeper() throws Damage {
        if (++depth > IngestLimits.NESTING) {
            throw new Damage(
                    "",
                    part + " has more than " + IngestLimits.NESTING + " elements within each other",
                    "save it again");
        }
    }

    boolean starts(String name) {
        return xml.isStartElement() && xml.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return xml.isEndElement() && xml.getLocalName().equals(name);
    }

    /** The attribute, whatever its name space, or null. */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text of the element that just started, up to its end. */
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    return text.toString();
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    throw new Damage(
                            "", "the workbook is damaged in " + part + ": an element in a text", "save it again");
                } else if (xml.hasText()) {
                    append(text, xml.getText());
                }
            }
            return text.toString();
        } catch (XMLStreamException | RuntimeException damaged) {
            // texts are parsed when they are asked for
            throw damage(damaged);
        }
    }

    private static void append(StringBuilder text, String more) throws Damage {
        if (text.length() + more.length() > IngestLimits.FIELD_CHARS) {
            throw new Damage(
                    "",
                    "a cell has more than " + IngestLimits.FIELD_CHARS + " characters",
                    "a cell holds at most 32,767 characters");
        }
        text.append(more);
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException ignored) {
            // nothing more is read from it
        } finally {
            in.close();
        }
    }
}
