using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

/// <summary>A cmdlet that changes what a role is limited to; Set-DPMRole commits it.</summary>
public abstract class RecoveryItemCmdlet : RoleCmdlet
{
    [Parameter(HelpMessage = "Production servers.")]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public string[] ProductionServers { get; set; } = [];

    [Parameter(HelpMessage = "Protection groups.")]
    [ArgumentCompleter(typeof(GroupNames))]
    public string[] ProtectionGroups { get; set; } = [];

    [Parameter(Position = 1, HelpMessage = "Taken for the sake of scripts: the parameters say it.")]
    public RecoveryItemType? Type { get; set; }

    [Parameter(HelpMessage = "Not supported: accounts are not limited to instances.")]
    public string[] SqlInstances { get; set; } = [];

    [Parameter(HelpMessage = "Not supported: accounts are not limited to single datasources.")]
    public object[] Datasources { get; set; } = [];

    /// <summary>Changes the limits of the role.</summary>
    private protected abstract void Edit();

    protected sealed override void Run()
    {
        if (SqlInstances.Length > 0 || Datasources.Length > 0) throw NotKept(SqlInstances.Length > 0 ? "-SqlInstances" : "-Datasources", "Limit the account with -ProductionServers or -ProtectionGroups: whoever may recover a database may recover what is protected with it.");
        Edit();
    }
}
