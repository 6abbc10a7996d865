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
 * Each call of the method is a span. It works on CDI beans, in Quarkus and Jakarta EE.
 *
 * <pre>{@code
 * @Traced("load_data")
 * Data load(String source) { ... }
 * }</pre>
 */
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Traced {

    /** The name of the span; class and method, {@code Loader.load}, unless it is given. */
    @Nonbinding
    String value() default "";
}
