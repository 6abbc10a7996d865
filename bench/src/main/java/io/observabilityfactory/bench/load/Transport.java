package io.observabilityfactory.bench.load;

import io.observabilityfactory.local.LocalPorts;

/** How exports travel. */
public enum Transport {
    GRPC {
        @Override
        OtlpConnection connect(LocalPorts ports) {
            return new GrpcConnection(ports.otlpGrpc());
        }
    },
    HTTP {
        @Override
        OtlpConnection connect(LocalPorts ports) {
            return new HttpConnection(ports.otlpHttp());
        }
    };

    abstract OtlpConnection connect(LocalPorts ports);
}
