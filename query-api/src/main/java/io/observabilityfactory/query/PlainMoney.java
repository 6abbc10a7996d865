package io.observabilityfactory.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;

/** Money in JSON: a number with the digits it has, neither {@code 1E-7} nor {@code 0.10000}. */
@Singleton
final class PlainMoney implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().configure(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature(), true);
        mapper.registerModule(new SimpleModule("plain-money").addSerializer(new WithoutTrailingZeros()));
    }

    private static final class WithoutTrailingZeros extends StdSerializer<BigDecimal> {

        private static final long serialVersionUID = 1;

        WithoutTrailingZeros() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(value.stripTrailingZeros());
        }
    }
}
