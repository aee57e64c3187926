package io.tidemark.tools.simulate;

import io.tidemark.tools.service.Logs;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Histories full of faults would fill the log. */
final class Quiet implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Logs.configure("text", "OFF");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Logs.configure("text", "INFO");
    }
}
