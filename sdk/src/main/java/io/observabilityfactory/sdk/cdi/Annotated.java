package io.observabilityfactory.sdk.cdi;

import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Function;

/** Reads annotations of the method that is called, or of its class. */
final class Annotated {

    private Annotated() {}

    /** The name that the annotation gives; empty when it gives none. */
    static <A extends Annotation> Optional<String> name(
            InvocationContext call, Class<A> annotation, Function<A, String> value) {
        Method method = call.getMethod();
        A ofMethod = method.getAnnotation(annotation);
        A found = ofMethod != null ? ofMethod : method.getDeclaringClass().getAnnotation(annotation);
        return Optional.ofNullable(found).map(value).filter(name -> !name.isBlank());
    }
}
