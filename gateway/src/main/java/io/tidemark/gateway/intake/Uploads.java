package io.tidemark.gateway.intake;

import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.ingest.FileForm;
import java.util.Set;

/** Which bodies are taken as files. Stateless. */
final class Uploads {
    private static final Set<String> TAKEN = Set.of(
            "",
            "text/csv",
            "text/plain",
            "text/tab-separated-values",
            "application/csv",
            "application/octet-stream",
            "application/vnd.ms-excel.csv",
            "application/x-www-form-urlencoded");
    /** What POS files are sent as, beside CSV. */
    private static final Set<String> FORMATS = Set.of(
            "application/json",
            "application/x-ndjson",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/edi-x12",
            "application/edifact",
            "application/gzip",
            "application/zip");

    private static final String RIGHT = "this version reads CSV: save or unpack it as CSV and send it as text/csv";

    private Uploads() {}

    /** @param further what else is taken, beside CSV */
    static void refuseType(String type, String further) throws HttpProblem {
        if (!TAKEN.contains(type)) {
            throw new HttpProblem(
                    415,
                    "a body of the type " + type + " is not read here — "
                            + RIGHT.replace("CSV:", "CSV" + further + ":"));
        }
    }

    /** Refuses a POS file whose type is not among those taken, in whatever format. */
    static void refuseFileType(String type) throws HttpProblem {
        if (!TAKEN.contains(type) && !FORMATS.contains(type)) {
            throw new HttpProblem(
                    415,
                    "a body of the type " + type
                            + " is not read here — send text/csv, application/json or application/octet-stream");
        }
    }

    /**
     * Refuses a POS file that is read in no format.
     *
     * @param head the first bytes, up to eight
     */
    static void refuseForeign(byte[] head) throws HttpProblem {
        if (head.length == 0) {
            throw HttpProblem.badRequest("the file is empty — a header row and at least one row are needed");
        }
        String form = FileForm.foreign(head);
        if (form != null) {
            throw new HttpProblem(415, "this is " + form + " — save it as XLSX or CSV and send that");
        }
    }

    /** @param head the first bytes, up to eight */
    static void refuseForm(byte[] head) throws HttpProblem {
        if (head.length == 0) {
            throw HttpProblem.badRequest("the file is empty — a header row and at least one row are needed");
        }
        String form = FileForm.of(head);
        if (form == null && (head[0] == '{' || head[0] == '[')) {
            throw new HttpProblem(415, "this is JSON — activities as JSON are sent to /v1/activities");
        }
        if (form != null) {
            throw new HttpProblem(415, "this is " + form + " — " + RIGHT);
        }
    }
}
