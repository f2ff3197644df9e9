package dev.gatehouse.log;

/** By which convention the members of a JSON log line are named; the values are the same. */
enum LogNames {
    /** Gatehouse's own names. */
    GATEHOUSE,

    /**
     * The names of OpenTelemetry: its semantic conventions for attributes, the fields of its log data model for the rest, with
     * those of the trace in the spelling for logs that are not OTLP.
     */
    OTEL,

    /** The fields of the Elastic Common Schema. */
    ECS
}
