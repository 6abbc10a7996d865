package io.observabilityfactory.sdk;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each call of the method is a run of the agent, and everything called inside is part of it. It works on CDI beans, in Quarkus
 * and Jakarta EE.
 *
 * <pre>{@code
 * @TraceAgent("math_agent")
 * Model train(Config config) { ... }
 * }</pre>
 */
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface TraceAgent {

    /** The name of the agent; that of the class unless it is given. */
    @Nonbinding
    String value() default "";
}
