package io.observabilityfactory.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** People read the SDK's API in their editors. */
class JavadocTest {

    @Test
    void everythingPublic_isExplained() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> folder = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    folder.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Public found = new Public(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                found.scan(unit, null);
            }

            assertThat(found.explained).isGreaterThan(100);
            assertThat(found.unexplained).isEmpty();
        }
    }

    /** Types, methods and constructors that others can use; what overrides is explained where it comes from. */
    private static final class Public extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private final List<String> unexplained = new ArrayList<>();
        private int explained;

        Public(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type.getModifiers())) {
                return null;
            }
            count(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            boolean isOfRecord = type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            if (isPublic(method.getModifiers()) && !overrides && !isOfRecord) {
                count(type.getSimpleName() + "." + method.getName());
            }
            return null;
        }

        /** What an interface declares is public without saying so. */
        private boolean isPublic(ModifiersTree modifiers) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            boolean isInInterface =
                    parent.getKind() == Tree.Kind.INTERFACE || parent.getKind() == Tree.Kind.ANNOTATION_TYPE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || isInInterface && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private void count(String name) {
            if (docs.getDocComment(getCurrentPath()) == null) {
                unexplained.add(name);
            } else {
                explained++;
            }
        }
    }
}
