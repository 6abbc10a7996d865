package io.observabilityfactory.packaging.nativeimage;

import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.ServiceModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the compiled classes say that a service and the modules of this build within it consist of.
 *
 * @param staticFields their types
 * @param calls of methods
 * @param genericSupertypes signatures of classes with type arguments, such as those of {@code TypeReference}
 * @param registeredTypes those that are annotated to be met by reflection
 */
record ServiceCode(
        List<Field> staticFields, List<Call> calls, List<String> genericSupertypes, Set<String> registeredTypes) {

    private static final List<String> SHARED = List.of("service-kit", "telemetry-model");

    private static final Pattern OWN_TYPE = Pattern.compile("L(io/observabilityfactory/[\\w/$]+)");

    private static final String REGISTER_FOR_REFLECTION = "Lio/quarkus/runtime/annotations/RegisterForReflection;";

    /** A static field. */
    record Field(String owner, String name, String type) {}

    /**
     * A call of a method.
     *
     * @param caller class and method
     * @param method class and method that is called
     * @param constant what was loaded directly before the call; null where that was no constant
     */
    record Call(String caller, String method, @Nullable Object constant) {}

    static ServiceCode of(ServiceModule service) {
        ServiceCode code = new ServiceCode(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        Stream.concat(Stream.of(service.module()), SHARED.stream())
                .map(module -> Checkout.path(module + "/target/classes"))
                .flatMap(folder -> classFiles(folder).stream())
                .forEach(file -> new ClassReader(bytes(file)).accept(new Classes(code), ClassReader.SKIP_DEBUG));
        return code;
    }

    /** Types of ours that Jackson is given by a class literal, or by a {@code TypeReference}. */
    Set<String> typesThatJacksonReads() {
        Stream<String> byClass = calls.stream()
                .filter(call -> call.method().startsWith("com.fasterxml.jackson.databind.Object"))
                .map(Call::constant)
                .filter(Type.class::isInstance)
                .map(type -> ((Type) type).getClassName());
        Stream<String> byReference = genericSupertypes.stream()
                .filter(signature -> signature.startsWith("Lcom/fasterxml/jackson/core/type/TypeReference<"))
                .flatMap(signature -> OWN_TYPE.matcher(signature).results())
                .map(match -> match.group(1).replace('/', '.'));
        return Stream.concat(byClass, byReference)
                .filter(name -> name.startsWith("io.observabilityfactory."))
                .collect(Collectors.toSet());
    }

    private static List<Path> classFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Classes extends ClassVisitor {

        private final ServiceCode code;
        private String name = "";

        Classes(ServiceCode code) {
            super(Opcodes.ASM9);
            this.code = code;
        }

        @Override
        public void visit(
                int version,
                int access,
                String internalName,
                @Nullable String signature,
                String superName,
                String[] interfaces) {
            name = internalName.replace('/', '.');
            if (signature != null) {
                code.genericSupertypes().add(signature);
            }
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (descriptor.equals(REGISTER_FOR_REFLECTION)) {
                code.registeredTypes().add(name);
            }
            return null;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            if ((access & Opcodes.ACC_STATIC) != 0) {
                code.staticFields()
                        .add(new Field(name, field, Type.getType(descriptor).getClassName()));
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, @Nullable String signature, String[] exceptions) {
            return new Calls(code, name + "." + method);
        }
    }

    private static final class Calls extends MethodVisitor {

        private final ServiceCode code;
        private final String caller;
        private @Nullable Object constant;

        Calls(ServiceCode code, String caller) {
            super(Opcodes.ASM9);
            this.code = code;
            this.caller = caller;
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant = value;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
            code.calls().add(new Call(caller, owner.replace('/', '.') + "." + method, constant));
            constant = null;
        }

        @Override
        public void visitInsn(int opcode) {
            constant = null;
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            constant = null;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            constant = null;
        }
    }
}
