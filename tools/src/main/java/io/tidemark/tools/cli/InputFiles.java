package io.tidemark.tools.cli;

import io.tidemark.engine.program.Program;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ProfileReader;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the small files a person writes: programs and profiles, with every problem said at its place. */
public final class InputFiles {
    /** A program of the most characters a reader takes is smaller than this in any encoding. */
    private static final long MOST_BYTES = 1L << 23;

    private InputFiles() {}

    /** The text of a file, UTF-8. */
    public static String text(Path path) throws Failure {
        try {
            if (Files.isDirectory(path)) {
                throw new Failure(Exit.INPUT, path + ": this is a folder — name a file");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new Failure(Exit.INPUT, path + ": the file is too large — a program or profile is a page or two");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (NoSuchFileException absent) {
            throw new Failure(Exit.INPUT, path + ": there is no such file — check the name and the folder");
        } catch (AccessDeniedException denied) {
            throw new Failure(Exit.INPUT, path + ": the file may not be read — check its permissions");
        } catch (CharacterCodingException malformed) {
            throw new Failure(Exit.INPUT, path + ": the text is not UTF-8 — save it as UTF-8");
        } catch (IOException failed) {
            throw new Failure(Exit.INPUT, path + ": the file cannot be read: " + failed.getMessage());
        }
    }

    /** A program, or null where it has errors; problems are added. */
    public static Program program(Path path, Problems problems) throws Failure {
        return ProgramReader.read(path.toString(), text(path), problems);
    }

    /** Programs with ids of their own. Warnings go to standard error; errors end the command. */
    public static List<Program> programs(List<Path> paths, Console console) throws Failure {
        Problems problems = new Problems();
        List<Program> programs = new ArrayList<>();
        Map<String, Path> byId = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (Path path : paths) {
            Program program = program(path, problems);
            if (program == null) {
                continue;
            }
            Path first = byId.putIfAbsent(program.id(), path);
            if (first == null) {
                programs.add(program);
            } else {
                twice.add(path + ": the program " + program.id() + " is also in " + first
                        + " — give each program an id of its own");
            }
        }
        List<String> lines =
                new ArrayList<>(problems.all().stream().map(Object::toString).toList());
        lines.addAll(twice);
        if (problems.hasErrors() || !twice.isEmpty()) {
            throw new Failure(Exit.INPUT, lines);
        }
        lines.forEach(console::say);
        return programs;
    }

    /** A profile for a purpose, or the plain one where no file is named. */
    public static Profile profile(Path path, Profile plain) throws Failure {
        if (path == null) {
            return plain;
        }
        Problems problems = new Problems();
        Profile profile = ProfileReader.read(path.toString(), text(path), problems);
        if (profile == null) {
            throw new Failure(
                    Exit.INPUT, problems.all().stream().map(Object::toString).toList());
        }
        if (profile.target() != plain.target()) {
            throw new Failure(
                    Exit.INPUT,
                    path + ": the profile is for " + words(profile.target()) + ", here one for " + words(plain.target())
                            + " is needed — see the key reference");
        }
        return profile;
    }

    /** Profiles for a purpose; the plain one alone where no file is named. */
    static List<Profile> profiles(List<Path> paths, Profile plain) throws Failure {
        List<Profile> profiles = new ArrayList<>();
        for (Path path : paths) {
            profiles.add(profile(path, plain));
        }
        return profiles.isEmpty() ? List.of(plain) : profiles;
    }

    private static String words(Profile.Target target) {
        return switch (target) {
            case ACTIVITIES -> "POS files";
            case PARTICIPANTS -> "participants";
            case PRODUCTS -> "products";
            case XREF -> "cross-references";
            case TARGETS -> "targets";
            case STATUSES -> "statuses";
            case ASSIGNMENTS -> "assignments";
            case DECISIONS -> "decisions";
        };
    }
}
