package io.observabilityfactory.setup.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a Kubernetes Secret, or what is missing of it. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = "In a pod: makes a Secret of random values, or what is missing of it.")
public final class SecretsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--name", required = true, description = "Name of the Secret.")
    private String name = "";

    @Option(
            names = "--keys",
            required = true,
            split = ",",
            description = "Its keys, each as KEY:KIND, the kind being password, api-key or encryption-key.")
    private List<String> keys = List.of();

    @Override
    public Integer call() {
        Map<String, SecretKind> wanted = kinds();
        List<String> made = ClusterSecrets.ofThisPod().complete(name, wanted);
        spec.commandLine()
                .getOut()
                .println(made.isEmpty() ? "Secret " + name + " is complete" : "Secret " + name + " has got " + made);
        return 0;
    }

    private Map<String, SecretKind> kinds() {
        Map<String, SecretKind> kinds = new LinkedHashMap<>();
        for (String key : keys) {
            int colon = key.lastIndexOf(':');
            SecretKind kind = SecretKind.of(key.substring(colon + 1))
                    .filter(it -> colon > 0)
                    .orElseThrow(() -> wrong(key));
            kinds.put(key.substring(0, colon), kind);
        }
        return kinds;
    }

    private ParameterException wrong(String key) {
        List<String> kinds =
                Stream.of(SecretKind.values()).map(SecretKind::code).toList();
        return new ParameterException(
                spec.commandLine(), "--keys: '" + key + "' is not KEY:KIND with a kind of " + kinds);
    }
}
