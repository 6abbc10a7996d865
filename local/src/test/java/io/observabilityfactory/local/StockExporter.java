package io.observabilityfactory.local;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** OpenTelemetry's own exporters, as every Java program uses them. */
enum StockExporter {
    GRPC {
        @Override
        SpanExporter connect(LocalPorts ports) {
            return OtlpGrpcSpanExporter.builder()
                    .setEndpoint("http://localhost:" + ports.otlpGrpc())
                    .build();
        }
    },
    HTTP {
        @Override
        SpanExporter connect(LocalPorts ports) {
            return OtlpHttpSpanExporter.builder()
                    .setEndpoint("http://localhost:" + ports.otlpHttp() + "/v1/traces")
                    .setCompression("gzip")
                    .build();
        }
    };

    abstract SpanExporter connect(LocalPorts ports);
}
