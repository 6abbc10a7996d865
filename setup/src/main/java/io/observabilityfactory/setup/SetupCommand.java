package io.observabilityfactory.setup;

import io.observabilityfactory.setup.check.CheckCommand;
import io.observabilityfactory.setup.database.DatabaseCommand;
import io.observabilityfactory.setup.secret.SecretsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The image's entry point. Exit status 0 when a step is done, 1 when it failed, 2 when it was not asked for rightly. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        subcommands = {SecretsCommand.class, DatabaseCommand.class, CheckCommand.class},
        description = "Sets an installation up. Each step may be run again; what is there is kept.")
public final class SetupCommand {

    private SetupCommand() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new SetupCommand())
                .setExecutionExceptionHandler((failure, command, result) -> report(failure, command));
    }

    private static int report(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof SetupException) {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
