using System.CommandLine;
using Holdfast.Commands.Alerts;
using Holdfast.Commands.Configuration;
using Holdfast.Commands.Disks;
using Holdfast.Commands.External;
using Holdfast.Commands.Groups;
using Holdfast.Commands.Jobs;
using Holdfast.Commands.Pool;
using Holdfast.Commands.Protection;
using Holdfast.Commands.RecoveryPoints;
using Holdfast.Commands.Vault;

namespace Holdfast.Commands;

/// <summary>All commands by name.</summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<Command> Create)[] commands =
    [
        ("up", () => new UpCommand()),
        ("down", () => new DownCommand()),
        ("status", () => new StatusCommand()),
        ("protect", () => new ProtectCommand()),
        ("sync", () => new SyncCommand()),
        ("recovery-point", () => Family("recovery-point", "Recovery points", new RecoveryPointCreateCommand(), new RecoveryPointListCommand(), new RecoveryPointDeleteCommand())),
        ("browse", () => new BrowseCommand()),
        ("search", () => new SearchCommand()),
        ("recover", () => new RecoverCommand()),
        ("check", () => new CheckCommand()),
        ("verify", () => new VerifyCommand()),
        ("job", () => Family("job", "Jobs", new JobListCommand(), new JobShowCommand(), new JobCancelCommand(), new JobRerunCommand())),
        ("alert", () => Family("alert", "Alerts", new AlertListCommand(), new AlertResolveCommand())),
        ("source", () => Family("source", "Datasources", new SourceListCommand(), new SourceModifyCommand(), new SourceSeedCommand(),
            new SourceDeleteDataCommand())),
        ("group", () => Family("group", "Protection groups", new GroupListCommand(), new GroupShowCommand(), new GroupCreateCommand(),
            new GroupModifyCommand(), new GroupSuspendCommand(suspends: true), new GroupSuspendCommand(suspends: false), new GroupDiscoverCommand(),
            new GroupStopCommand(), new GroupDeleteCommand())),
        ("disk", () => Family("disk", "The disks of the storage pool", new DiskAddCommand(), new DiskListCommand(), new DiskRemoveCommand(), new DiskRescanCommand())),
        ("vault", () => Family("vault", "The vault: on its owner's side, and this server's copy in it", new VaultCreateCommand(), new VaultCredentialsCommand(),
            new VaultRegisterCommand(), new VaultStatusCommand(), new VaultServersCommand(), new VaultVerifyCommand(), new VaultRebuildCommand())),
        ("cloud", () => Family("cloud", "The connection to the vault", new CloudConnectionCommand())),
        ("external", () => Family("external", "What another server has put into the same vault", new ExternalAddCommand(), new ExternalListCommand(),
            new ExternalBrowseCommand(), new ExternalRecoverCommand())),
        ("pool", () => Family("pool", "The storage pool", new PoolRebuildCatalogCommand(), new PoolCollectCommand())),
        ("configuration", () => new ConfigurationCommand()),
    ];

    /// <summary>The tree that these arguments need: only the command that they name, or all of them for help and for names that do not exist.</summary>
    internal static RootCommand For(string[] arguments)
    {
        var root = new RootCommand("Holdfast protects folders to disk and to a vault, and brings them back.");
        var named = arguments.Length == 0 ? -1 : Array.FindIndex(commands, command => command.Name == arguments[0]);
        if (named >= 0) root.Subcommands.Add(commands[named].Create());
        else foreach (var command in commands) root.Subcommands.Add(command.Create());
        return root;
    }

    private static Command Family(string name, string description, params ReadOnlySpan<Command> members)
    {
        var family = new Command(name, description);
        foreach (var member in members) family.Subcommands.Add(member);
        return family;
    }
}
