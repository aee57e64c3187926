package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.host.DirectHost;
import io.tidemark.engine.host.PastCores;
import io.tidemark.gateway.HttpGateway;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private KeyStore keys() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "me",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path pem(String name, String kind, byte[] bytes) throws Exception {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
        return Files.writeString(folder.resolve(name), text);
    }

    private static HttpGateway gateway(Settings settings) throws SettingException {
        DirectHost host = new DirectHost(EngineLimits.DEFAULT, System::currentTimeMillis);
        return new HttpGateway(settings, host, host, PastCores.NONE, new Tokens(), () -> true, router -> {});
    }

    @Test
    void shouldSpeakTls() throws Exception {
        KeyStore keys = keys();
        Settings settings = Settings.presets()
                .option(Setting.DATA, folder)
                .option(Setting.PORT, 0)
                .option(
                        Setting.TLS_CERTIFICATE,
                        pem("cert.pem", "CERTIFICATE", keys.getCertificate("me").getEncoded()))
                .option(
                        Setting.TLS_KEY,
                        pem(
                                "key.pem",
                                "PRIVATE KEY",
                                keys.getKey("me", PASSWORD).getEncoded()));
        try (HttpGateway gateway = gateway(settings)) {
            int port = gateway.start().getPort();
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("me", keys.getCertificate("me"));
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/health/live"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldSayWhichFileCannotBeUsed() throws Exception {
        Settings half = Settings.presets().option(Setting.TLS_CERTIFICATE, "cert.pem");
        assertThatThrownBy(() -> gateway(half))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("tls-key");
        Settings absent = Settings.presets()
                .option(Setting.TLS_CERTIFICATE, folder.resolve("none.pem"))
                .option(Setting.TLS_KEY, folder.resolve("none.key"));
        assertThatThrownBy(() -> gateway(absent))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("none.pem");
    }
}
