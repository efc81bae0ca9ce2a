using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Datasources;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Servers;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsCommon.Get, "DPMChildDatasource"), OutputType(typeof(Datasource))]
[Alias("Get-ChildDatasource", "Get-HoldfastChildDatasource")]
[Help("Gets what can be protected inside a datasource: the folders of a volume, the databases of an instance.",
    Example = "Get-DPMChildDatasource -ChildDatasource D:\\ -Inquire", ExampleRemarks = "Files and folders of D: as they are now.")]
public sealed class GetChildDatasource : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "A volume, a folder, or an instance of an application.")]
    [ProtectableArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource ChildDatasource { get; set; } = null!;

    [Parameter(Position = 1, HelpMessage = "Only what is a member of this group.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup? ProtectionGroup { get; set; }

    [Parameter(HelpMessage = "Asks the production server. Without it, what is protected below the datasource.")]
    public SwitchParameter Inquire { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    public SwitchParameter Async { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public object? Tag { get; set; }

    protected override object? Subject => ChildDatasource;

    protected override void Run()
    {
        var protectables = new Protectables(ProductionServers.Find(ChildDatasource.Server, ChildDatasource.Computer, Stop), Stop);
        var found = !Inquire ? protectables.Known.Where(IsBelow) : ChildDatasource.IsApplication ? protectables.Inside(ChildDatasource.LogicalPath) : Children(protectables);
        WriteObject(found.Where(child => ProtectionGroup is null || child.ProtectionGroupName == ProtectionGroup.Name), enumerateCollection: true);
    }

    private IReadOnlyList<Datasource> Children(Protectables protectables)
    {
        var children = protectables.Children(ChildDatasource.LogicalPath, out var isCut);
        if (isCut) WriteWarning($"{ChildDatasource.LogicalPath} holds more than the {children.Count} that are listed. Others can be given to Add-DPMChildDatasource by their paths.");
        return children;
    }

    private bool IsBelow(Datasource other)
    {
        var above = ChildDatasource.LogicalPath.TrimEnd('/', '\\');
        return other.LogicalPath.Length > above.Length && other.LogicalPath.StartsWith(above, StringComparison.OrdinalIgnoreCase) && (other.LogicalPath[above.Length] is '/' or '\\');
    }
}
