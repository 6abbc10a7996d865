package io.observabilityfactory.sdk.cdi;

import io.observabilityfactory.sdk.TraceAgent;
import io.observabilityfactory.sdk.Tracer;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Makes a call a run of an agent. */
@TraceAgent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class TraceAgentInterceptor {

    @AroundInvoke
    Object trace(InvocationContext call) throws Exception {
        String agent = Annotated.name(call, TraceAgent.class, TraceAgent::value)
                .orElseGet(() -> call.getMethod().getDeclaringClass().getSimpleName());
        return Tracer.traceAgent(agent, () -> call.proceed());
    }
}
