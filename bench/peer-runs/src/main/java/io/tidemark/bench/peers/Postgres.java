package io.tidemark.bench.peers;

import io.tidemark.bench.R1Answer;
import io.tidemark.bench.R1Reference;
import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** PostgreSQL with the defaults that keep data safe: a function call per batch or per transaction, each committed. */
final class Postgres implements Contender {
    private static final String USER = "postgres";

    private final Facts facts;
    private final int batch;
    private final Path folder;
    private Server server;
    private Connection connection;
    private PreparedStatement score;
    private PreparedStatement rank;

    Postgres(Facts facts, int batch, Path folder) {
        this.facts = facts;
        this.batch = batch;
        this.folder = folder.resolve("postgres-" + batch);
    }

    @Override
    public String name() {
        return batch == 1 ? "PostgreSQL, one by one" : "PostgreSQL, batches of " + batch;
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void prepare() throws Exception {
        Files.createDirectories(folder);
        boolean root = System.getProperty("user.name").equals("root");
        if (root) {
            UserPrincipal owner =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            Files.setOwner(folder, owner);
        }
        run(command(root, "initdb", "-D", folder.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"));
        server = Server.start(
                folder,
                port -> command(
                        root,
                        "postgres",
                        "-D",
                        folder.toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "shared_buffers=1GB",
                        "-c",
                        "max_wal_size=4GB"));
        connection = server.connect(Postgres::open);
        references();
        score = connection.prepareStatement("select score(?, ?, ?, ?, ?, ?, ?)");
        rank = connection.prepareStatement("select 1 + count(*) from standing where period = ? and points > "
                + "(select points from standing where period = ? and rep = ?)");
    }

    /** It refuses to run as root; {@code setpriv} becomes what it starts, so that the process is the server itself. */
    private static List<String> command(boolean root, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(Path.of(System.getProperty("peers.postgres"), program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    private static Connection open(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, "");
    }

    private void references() throws Exception {
        try (InputStream schema = Postgres.class.getResourceAsStream("schema.sql");
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
        insert("product", R1Reference.classes().entrySet(), row -> new Object[] {row.getKey(), row.getValue()});
        insert("rep", R1Reference.reps(), rep ->
                new Object[] {rep.id(), rep.location(), rep.distributor(), rep.region()});
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private <T> void insert(String table, Iterable<T> rows, Function<T, Object[]> columns) throws SQLException {
        connection.setAutoCommit(false);
        String marks = table.equals("rep") ? "?, ?, ?, ?" : "?, ?";
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (T row : rows) {
                Object[] values = columns.apply(row);
                for (int k = 0; k < values.length; k++) {
                    insert.setObject(k + 1, values[k]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void run() throws SQLException {
        List<Activity> activities = facts.activities();
        int due = 0;
        for (int from = 0; from < activities.size(); from += batch) {
            List<Activity> some = activities.subList(from, Math.min(from + batch, activities.size()));
            score(some);
            for (due += some.size(); due >= READ_EVERY; due -= READ_EVERY) {
                rank(some.get(due % some.size()));
            }
        }
    }

    private void score(List<Activity> some) throws SQLException {
        texts(1, some, Activity::id);
        texts(2, some, activity -> activity.original().isEmpty() ? null : activity.original());
        texts(3, some, activity -> activity.roles().get("rep"));
        texts(4, some, Activity::sku);
        texts(5, some, activity -> Facts.period(activity.date()));
        numbers(6, some, Activity::quantity);
        numbers(7, some, Activity::amount);
        score.execute();
    }

    private void texts(int at, List<Activity> some, Function<Activity, Object> column) throws SQLException {
        score.setArray(
                at, connection.createArrayOf("text", some.stream().map(column).toArray()));
    }

    private void numbers(int at, List<Activity> some, Function<Activity, Object> column) throws SQLException {
        score.setArray(
                at, connection.createArrayOf("bigint", some.stream().map(column).toArray()));
    }

    private void rank(Activity activity) throws SQLException {
        rank.setString(1, Facts.period(activity.date()));
        rank.setString(2, Facts.period(activity.date()));
        rank.setString(3, activity.roles().get("rep"));
        rank.executeQuery().close();
    }

    @Override
    public R1Answer answer() throws SQLException {
        R1Answer answer = new R1Answer();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select 'reps', period, rep, points, tier from standing union all select *, '' from board")) {
            while (rows.next()) {
                String board = rows.getString(1);
                answer.put(board, rows.getString(2), rows.getString(3), BigDecimal.valueOf(rows.getLong(4), 4));
                if (board.equals("reps")) {
                    answer.tier(rows.getString(2), rows.getString(3), rows.getString(5));
                }
            }
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw new IOException(broken);
        } finally {
            server.close();
        }
    }
}
