package io.tidemark.gateway.access;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.command.Done;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Tokens in the journal: what is made or revoked is in force when the journal holds it. Any thread. */
public final class TokenDesk {
    private final Commands commands;
    private final Tokens tokens;
    private final SecureRandom random = new SecureRandom();

    public TokenDesk(Commands commands, Tokens tokens) {
        this.commands = commands;
        this.tokens = tokens;
    }

    /** Takes the tokens of a recovered core into force; on its thread. */
    public static void load(ScoringCore core, Tokens into) {
        for (Desk.Entry entry : core.desk().entries(DeskCollection.TOKENS)) {
            into.put(read(entry.id(), entry.text()));
        }
    }

    /** Makes a token; its secret is told once it is in force. */
    public CompletableFuture<Token.Issued> issue(
            String name, Set<Scope> scopes, long nowMs, long expiresMs, boolean session) {
        forgetExpired(nowMs);
        Token.Issued issued = Token.issue(random, name, scopes, nowMs, expiresMs, session);
        return commands.put(DeskCollection.TOKENS, issued.token().id(), write(issued.token()))
                .thenApply(done -> {
                    if (!done.isAccepted()) {
                        throw new IllegalStateException("there are too many tokens — revoke some");
                    }
                    tokens.put(issued.token());
                    return issued;
                });
    }

    /** Revokes a token, from now on here and durably when this is done. */
    public CompletableFuture<Done> revoke(String id) {
        tokens.remove(id);
        return commands.remove(DeskCollection.TOKENS, id);
    }

    private void forgetExpired(long nowMs) {
        tokens.all().stream().filter(token -> token.isOver(nowMs)).forEach(token -> revoke(token.id()));
    }

    private static String write(Token token) {
        return JsonText.write(json -> {
            json.writeStringField("name", token.name());
            json.writeArrayFieldStart("scopes");
            for (String scope : words(token.scopes())) {
                json.writeString(scope);
            }
            json.writeEndArray();
            json.writeStringField("hash", token.hash());
            json.writeNumberField("createdMs", token.createdMs());
            json.writeNumberField("expiresMs", token.expiresMs());
            json.writeBooleanField("session", token.session());
        });
    }

    /** The words of scopes, sorted. */
    public static Set<String> words(Set<Scope> scopes) {
        Set<String> words = new TreeSet<>();
        scopes.forEach(scope -> words.add(scope.text()));
        return words;
    }

    private static Token read(String id, String text) {
        Map<String, Object> object = JsonText.object(text);
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List<String> words = JsonText.texts(object, "scopes");
        words.forEach(word -> scopes.add(Scope.of(word)));
        return new Token(
                id,
                JsonText.text(object, "name"),
                scopes,
                JsonText.text(object, "hash"),
                JsonText.number(object, "createdMs"),
                JsonText.number(object, "expiresMs"),
                JsonText.text(object, "session").equals("true"));
    }
}
