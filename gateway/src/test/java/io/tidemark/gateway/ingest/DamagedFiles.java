package io.tidemark.gateway.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Ways in which a file is damaged: bytes, words, pieces that go, come twice or come from another file. */
final class DamagedFiles {
    private static final int MOST = 65_536;
    private static final List<byte[]> WORDS = words(
            "\"",
            "\"\"",
            "~",
            "*",
            "'",
            "+",
            ":",
            "?",
            ",",
            ";",
            "\t",
            "\r\n",
            "\n",
            "\r",
            "\0",
            "{",
            "}",
            "[",
            "]",
            "[]",
            "{}",
            "<",
            ">",
            "/>",
            "&#0;",
            "&amp;",
            "]]>",
            "<!--",
            "-",
            "(",
            ")",
            "1e999999999",
            "-1",
            "0",
            "999999999999999999999",
            "1000000000000.00001",
            "NaN",
            "null",
            "true",
            "31.02.2026",
            "2020-05-01",
            "05/07/2020",
            "20200230",
            "\uFEFF",
            "\uD83D\uDE00",
            "é",
            "ISA",
            "IEA",
            "GS",
            "GE",
            "ST",
            "SE",
            "UNA",
            "UNB",
            "UNZ",
            "UNH",
            "UNT",
            "BPT",
            "PTD",
            "LIN",
            "QTY",
            "sep=",
            "A1",
            "XFD1048576",
            "t=\"s\"",
            "r=\"A1\"",
            "s=\"99\"",
            "<row>",
            "</row>",
            "<c>",
            "</c>",
            "<v>",
            "</v>");

    private final Random random;

    DamagedFiles(Random random) {
        this.random = random;
    }

    private static List<byte[]> words(String... words) {
        return Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** A file damaged in a few places; of an archive now and then what is in it. */
    byte[] damaged(byte[] file, byte[] other) {
        if (isZip(file) && random.nextInt(8) != 0) {
            return inside(file);
        }
        byte[] bytes = file;
        for (int times = random.nextInt(4); times >= 0; times--) {
            bytes = once(bytes, other);
        }
        return bytes;
    }

    private static boolean isZip(byte[] file) {
        return file.length > 2 && file[0] == 'P' && file[1] == 'K';
    }

    private byte[] once(byte[] file, byte[] other) {
        int at = random.nextInt(file.length + 1);
        int until = at + random.nextInt(Math.min(64, file.length - at) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> spliced(file, at, at, WORDS.get(random.nextInt(WORDS.size())));
            case 1 -> spliced(file, at, until, WORDS.get(random.nextInt(WORDS.size())));
            case 2 -> spliced(file, at, until, new byte[0]);
            case 3 -> spliced(file, at, at, repeated(Arrays.copyOfRange(file, at, until)));
            case 4 ->
                spliced(file, at, file.length, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            case 5 -> Arrays.copyOf(file, Math.max(at, 1));
            default -> flipped(file);
        };
    }

    private byte[] repeated(byte[] piece) {
        int times = random.nextInt(8) == 0 ? 1 + random.nextInt(2_000) : 1 + random.nextInt(3);
        byte[] all = new byte[Math.min(piece.length * times, MOST)];
        for (int k = 0; k < all.length; k++) {
            all[k] = piece[k % piece.length];
        }
        return all;
    }

    private byte[] flipped(byte[] file) {
        byte[] bytes = file.clone();
        for (int times = random.nextInt(4); times >= 0 && bytes.length > 0; times--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] spliced(byte[] file, int from, int until, byte[] piece) {
        byte[] bytes = new byte[Math.max(1, file.length - (until - from) + piece.length)];
        System.arraycopy(file, 0, bytes, 0, from);
        System.arraycopy(piece, 0, bytes, from, piece.length);
        System.arraycopy(file, until, bytes, from + piece.length, file.length - until);
        return bytes.length > MOST ? Arrays.copyOf(bytes, MOST) : bytes;
    }

    /** One of the archive's files damaged; check sums are right again. */
    private byte[] inside(byte[] file) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException damaged) {
            return flipped(file);
        }
        if (parts.isEmpty()) {
            return flipped(file);
        }
        List<String> names = List.copyOf(parts.keySet());
        String name = names.get(random.nextInt(names.size()));
        byte[] part = parts.get(name).length == 0 ? new byte[] {'<'} : parts.get(name);
        parts.put(name, once(part, part));
        return zipped(parts);
    }

    private static byte[] zipped(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }
}
