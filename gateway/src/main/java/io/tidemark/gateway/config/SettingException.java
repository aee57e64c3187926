package io.tidemark.gateway.config;

/** A setting that cannot be used; the message says where it stands, what is wrong and what would be right. */
public final class SettingException extends Exception {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
