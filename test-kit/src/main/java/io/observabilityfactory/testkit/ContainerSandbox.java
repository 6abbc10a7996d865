package io.observabilityfactory.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How an image of ours runs a program, without an image and without a container engine: in the folder that the image would
 * hold, on a root file system that cannot be written but for an empty {@code /tmp}, as the images' user, without capabilities.
 * Linux does this for root; where it is not possible programs run in their folder and are not confined.
 */
public final class ContainerSandbox {

    /** Of the images, and of the chart's pods. */
    public static final int USER = 65532;

    private static final String CONFINED = """
            set -e
            mount --make-rprivate /
            mount --bind "$0" /mnt
            mount -o remount,bind,ro /mnt
            mount -t tmpfs -o mode=1777 tmpfs /tmp
            mount -o remount,bind,ro /
            cd /mnt
            exec setpriv --reuid %1$s --regid %1$s --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
            """.formatted(USER);

    private static final String IN_ITS_FOLDER = "cd \"$0\" && exec \"$@\"";

    private static final boolean CONFINES = isPossible();

    private ContainerSandbox() {}

    /** Whether programs are confined here. */
    public static boolean confines() {
        return CONFINES;
    }

    /**
     * The command that runs a program so. The process that it starts becomes the program, so signals reach it.
     *
     * @param folder what the image would hold; the program starts in it
     */
    public static List<String> command(Path folder, List<String> program) {
        return command(CONFINES, folder, program);
    }

    private static List<String> command(boolean confined, Path folder, List<String> program) {
        List<String> command = new ArrayList<>();
        if (confined) {
            command.addAll(List.of("unshare", "--mount"));
        }
        command.addAll(List.of("sh", "-c", confined ? CONFINED : IN_ITS_FOLDER, folder.toString()));
        command.addAll(program);
        return command;
    }

    /** Java of this process, which a confined one has to be allowed to run. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean isPossible() {
        Path readable = Path.of("").toAbsolutePath();
        List<String> probe = command(true, readable, List.of("sh", "-c", "ls . && exec \"$0\" -version", java()));
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
