package io.tidemark.tools.service;

import java.io.IOException;
import java.nio.file.Path;

/** A whole server in this process, for tests of other packages. */
public final class ServingAccess implements AutoCloseable {
    private final Serving serving;

    public ServingAccess(Path data) throws Exception {
        serving = new Serving(data);
    }

    public String url() {
        return serving.url();
    }

    public String token() throws IOException {
        return serving.token();
    }

    @Override
    public void close() {
        serving.close();
    }
}
