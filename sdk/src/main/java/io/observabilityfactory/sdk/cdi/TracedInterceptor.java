package io.observabilityfactory.sdk.cdi;

import io.observabilityfactory.sdk.Traced;
import io.observabilityfactory.sdk.Tracer;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;

/** Makes a call a span; inside the run, should the method be a run of an agent as well. */
@Traced
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 1)
class TracedInterceptor {

    @AroundInvoke
    Object trace(InvocationContext call) throws Exception {
        String name = Annotated.name(call, Traced.class, Traced::value).orElseGet(() -> named(call.getMethod()));
        return Tracer.span(name).call(() -> call.proceed());
    }

    private static String named(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
