package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.config.Setting;
import io.tidemark.tools.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate, and commands that send to it: over HTTPS and over the binary feed alike. */
class TlsTest {
    @TempDir
    private Path folder;

    private SSLContext usual;
    private Certificate certificate;
    private Serving serving;
    private Path sales;

    @BeforeEach
    void serve() throws Exception {
        usual = SSLContext.getDefault();
        certificate = new Certificate(folder);
        serving = new Serving(
                folder.resolve("data"),
                Map.of(
                        Setting.TLS_CERTIFICATE, certificate.certificate(),
                        Setting.TLS_KEY, certificate.key(),
                        Setting.HOSTS, "localhost"));
        sales = Files.writeString(folder.resolve("sales.csv"), "id,date,rep,amount\n1,2026-01-05,ann,5\n");
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(usual);
        serving.close();
    }

    private Cli.Result run(String command, String host, Object... arguments) throws Exception {
        Object[] all = Stream.of(
                        Stream.of(command),
                        Stream.of(arguments),
                        Stream.of(
                                "--server",
                                "https://" + host + ":"
                                        + serving.server.address().getPort()),
                        Stream.of("--feed", "pos", "--token", serving.token()))
                .flatMap(part -> part)
                .toArray();
        return Cli.run(all);
    }

    private Object[] binary() {
        return new Object[] {
            sales, "--binary", "--feed-port", serving.server.feedAddress().getPort()
        };
    }

    @Test
    void shouldSendEveryWayWhereTheCertificateIsTrusted() throws Exception {
        SSLContext.setDefault(certificate.trusting());

        Cli.Result overHttp = run("send", "localhost", sales);
        Cli.Result overTheFeed = run("send", "localhost", binary());
        Cli.Result load = run(
                "load",
                "localhost",
                "--feed-port",
                serving.server.feedAddress().getPort(),
                "--rate",
                "500",
                "--seconds",
                "1");

        assertThat(overHttp.err()).isEmpty();
        assertThat(overHttp.out()).contains("accepted 1, duplicate 0");
        assertThat(overTheFeed.err()).isEmpty();
        assertThat(overTheFeed.out()).contains("accepted 0, duplicate 1");
        assertThat(load.err()).isEmpty();
        assertThat(load.out()).contains("accepted 500, duplicate 0, conflict 0, refused 0");
    }

    @Test
    void shouldSendNothingWhereItIsNot() throws Exception {
        assertRefused(run("send", "localhost", sales));
        assertRefused(run("send", "localhost", binary()));
    }

    @Test
    void shouldSendNothingToAnotherHostThanTheCertificates() throws Exception {
        SSLContext.setDefault(certificate.trusting());

        assertRefused(run("send", "127.0.0.1", sales));
        assertRefused(run("send", "127.0.0.1", binary()));
    }

    private static void assertRefused(Cli.Result result) {
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("the server's certificate is not trusted here, or is another host's");
        assertThat(result.out()).isEmpty();
    }
}
