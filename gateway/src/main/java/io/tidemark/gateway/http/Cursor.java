package io.tidemark.gateway.http;

import io.tidemark.engine.query.PostingView;
import java.util.List;

/**
 * Where a page of postings ended: at a command's sequence, behind so many of its postings. Stays right while newer postings
 * come.
 */
record Cursor(long sequence, int skipped) {
    private static final Cursor START = new Cursor(Long.MAX_VALUE, 0);

    static Cursor of(String text) throws HttpProblem {
        if (text == null) {
            return START;
        }
        try {
            int point = text.indexOf('.');
            Cursor cursor =
                    new Cursor(Long.parseLong(text.substring(0, point)), Integer.parseInt(text.substring(point + 1)));
            if (cursor.sequence >= 0 && cursor.skipped >= 0 && cursor.skipped <= 1_000_000) {
                return cursor;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException malformed) {
            // said below
        }
        throw HttpProblem.badRequest("the cursor is none of ours — take it from the page before");
    }

    /** Behind a page that began here. */
    Cursor after(List<PostingView> page) {
        long last = page.get(page.size() - 1).sequence();
        int same = 0;
        for (PostingView posting : page) {
            same += posting.sequence() == last ? 1 : 0;
        }
        return new Cursor(last, last == sequence ? skipped + same : same);
    }

    String text() {
        return sequence + "." + skipped;
    }
}
