using System.CommandLine;
using Holdfast.Commands.Accounts;
using Holdfast.Commands.Agents;
using Holdfast.Commands.Alerts;
using Holdfast.Commands.Billing;
using Holdfast.Commands.Applications;
using Holdfast.Commands.Audit;
using Holdfast.Commands.Configuration;
using Holdfast.Commands.Disks;
using Holdfast.Commands.Exports;
using Holdfast.Commands.External;
using Holdfast.Commands.Groups;
using Holdfast.Commands.Insight;
using Holdfast.Commands.Inspect;
using Holdfast.Commands.Jobs;
using Holdfast.Commands.Notifications;
using Holdfast.Commands.Objects;
using Holdfast.Commands.Pool;
using Holdfast.Commands.Protection;
using Holdfast.Commands.RecoveryPoints;
using Holdfast.Commands.Setup;
using Holdfast.Commands.Reports;
using Holdfast.Commands.Shell;
using Holdfast.Commands.Vault;

namespace Holdfast.Commands;

/// <summary>All commands by name.</summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<Command> Create)[] commands =
    [
        ("up", () => new UpCommand()),
        ("setup", () => new SetupCommand()),
        ("prerequisites", () => new PrerequisitesCommand()),
        ("down", () => new DownCommand()),
        ("status", () => new StatusCommand()),
        ("ready", () => new ReadyCommand()),
        ("console", () => new ConsoleCommand()),
        ("overview", () => new OverviewCommand()),
        ("protect", () => new ProtectCommand()),
        ("sync", () => new SyncCommand()),
        ("recovery-point", () => Family("recovery-point", "Recovery points", new RecoveryPointCreateCommand(), new RecoveryPointListCommand(), new RecoveryPointDaysCommand(), new RecoveryPointDeleteCommand())),
        ("browse", () => new BrowseCommand()),
        ("search", () => new SearchCommand()),
        ("versions", () => new VersionsCommand()),
        ("get", () => new GetCommand()),
        ("recover", () => new RecoverCommand()),
        ("check", () => new CheckCommand()),
        ("verify", () => new VerifyCommand()),
        ("inspect", () => new InspectCommand()),
        ("job", () => Family("job", "Jobs", new JobListCommand(), new JobShowCommand(), new JobCancelCommand(), new JobRerunCommand(), new JobReportCommand(), new JobRetryCommand())),
        ("alert", () => Family("alert", "Alerts", new AlertListCommand(), new AlertShowCommand(), new AlertResolveCommand(), new AlertTypesCommand())),
        ("source", () => Family("source", "Datasources", new SourceListCommand(), new SourceModifyCommand(), new SourceSeedCommand(),
            new SourceDeleteDataCommand(), new SourceRangeCommand(), new SourceKindsCommand(), new SourceDescribeCommand(), new SourceDiscoverCommand())),
        ("credential", () => Family("credential", "With which accounts applications are asked", new CredentialSetCommand(), new CredentialListCommand(), new CredentialRemoveCommand())),
        ("drill", () => Parent(new DrillRunCommand(), new DrillListCommand())),
        ("group", () => Family("group", "Protection groups", new GroupListCommand(), new GroupShowCommand(), new GroupCreateCommand(),
            new GroupModifyCommand(), new GroupSuspendCommand(suspends: true), new GroupSuspendCommand(suspends: false), new GroupDiscoverCommand(),
            new GroupStopCommand(), new GroupDeleteCommand())),
        ("disk", () => Family("disk", "The disks of the storage pool", new DiskAddCommand(), new DiskListCommand(), new DiskRemoveCommand(), new DiskRescanCommand())),
        ("vault", () => Family("vault", "The vault: on its owner's side, and this server's copy in it", new VaultServeCommand(), new VaultStopCommand(), new VaultConsoleCommand(), new VaultCreateCommand(), new VaultListCommand(),
            new VaultShowCommand(), new VaultCredentialsCommand(), new VaultStateCommand(), new VaultLockCommand(), new VaultClockCommand(), new VaultPinCommand(), new VaultRetiredCommand(), new VaultUndeleteCommand(),
            new VaultBillingCommand(), new VaultAuditCommand(), new VaultDeleteCommand(),
            Family("administrator", "Who may sign in at the vault service", new AdministratorCreateCommand(), new AdministratorListCommand(), new AdministratorPasswordCommand(),
                new AdministratorTotpCommand(), new AdministratorRemoveCommand()),
            new VaultRegisterCommand(), new VaultStatusCommand(), new VaultServersCommand(), new VaultVerifyCommand(), new VaultRebuildCommand(), new VaultKitCommand(),
            Family("passphrase", "The passphrase that opens pool and vault copy", new VaultPassphraseChangeCommand()), new VaultRotateCommand(),
            new VaultBandwidthCommand(), new VaultDeletedCommand())),
        ("billing", () => new BillingCommand()),
        ("cloud", () => Family("cloud", "The connection to the vault", new CloudConnectionCommand())),
        ("external", () => Family("external", "What another server has put into the same vault", new ExternalAddCommand(), new ExternalListCommand(),
            new ExternalBrowseCommand(), new ExternalRecoverCommand())),
        ("export", () => Family("export", "Disks of recovery points as network block devices", new ExportStartCommand(), new ExportListCommand(), new ExportStopCommand())),
        ("agent", () => Family("agent", "Agents on other computers", new AgentTokenCommand(), new AgentEnrollCommand(), new AgentRunCommand(), new AgentListCommand(),
            new AgentModifyCommand(), new AgentThrottleCommand(), new AgentUpdateCommand(), new AgentInstallersCommand(), new AgentInventoryCommand(), new AgentBrowseCommand(), new AgentRemoveCommand())),
        ("object-endpoint", () => Family("object-endpoint", "The port that database servers write backups to", new ObjectEndpointShowCommand(), new ObjectEndpointCertificateCommand())),
        ("pool", () => Family("pool", "The storage pool", new PoolRebuildCatalogCommand(), new PoolCollectCommand())),
        ("configuration", () => Parent(new ConfigurationCommand(), new ConfigurationSetCommand(), new ConfigurationResetCommand())),
        ("report", () => Parent(new ReportCommand(), new ReportMailCommand(),
            Family("schedule", "Reports that are sent by mail again and again", new ReportSchedulesCommand(), new ReportScheduleAddCommand(), new ReportScheduleRemoveCommand()))),
        ("shell", () => new ShellCommand()),
        ("login", () => new LoginCommand()),
        ("logout", () => new LogoutCommand()),
        ("account", () => Family("account", "Who may sign in", new AccountCreateCommand(), new AccountListCommand(), new AccountModifyCommand(), new AccountDeleteCommand(),
            new AccountPasswordCommand(), Family("totp", "The second factor", new TotpEnrollCommand(), new TotpConfirmCommand(), new TotpRemoveCommand()), new AccountPinCommand())),
        ("audit", () => Family("audit", "Who did what", new AuditListCommand(), new AuditVerifyCommand())),
        ("metrics", () => new MetricsCommand()),
        ("notification", () => Family("notification", "Who is told of alerts, by mail and webhook", new NotificationSubscribeCommand(), new NotificationListCommand(),
            new NotificationRemoveCommand(), new NotificationTestMailCommand(), new NotificationTestWebhookCommand())),
    ];

    internal static bool Has(string name) => Array.Exists(commands, command => command.Name == name);

    /// <summary>The tree that these arguments need: only the command that they name, or all of them for help and for names that do not exist.</summary>
    internal static RootCommand For(string[] arguments)
    {
        var root = new RootCommand("Holdfast protects folders to disk and to a vault, and brings them back.");
        var named = arguments.Length == 0 ? -1 : Array.FindIndex(commands, command => command.Name == arguments[0]);
        if (named >= 0) root.Subcommands.Add(commands[named].Create());
        else foreach (var command in commands) root.Subcommands.Add(command.Create());
        return root;
    }

    // A command that does something itself.
    private static Command Parent(Command parent, params ReadOnlySpan<Command> members)
    {
        foreach (var member in members) parent.Subcommands.Add(member);
        return parent;
    }

    private static Command Family(string name, string description, params ReadOnlySpan<Command> members)
    {
        var family = new Command(name, description);
        foreach (var member in members) family.Subcommands.Add(member);
        return family;
    }
}
