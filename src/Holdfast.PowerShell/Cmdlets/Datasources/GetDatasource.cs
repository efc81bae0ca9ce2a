using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Datasources;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsCommon.Get, "DPMDatasource", DefaultParameterSetName = OfServer), OutputType(typeof(Datasource))]
[Alias("Get-Datasource", "Get-HoldfastDatasource")]
[Help("Gets datasources: those of a backup server, a protection group, or a production server; or what could be protected on a production server.",
    Description = "With -Inquire the production server's agent is asked: volumes, shares, and the databases and machines of applications that it finds, whether they are protected or not.",
    Example = "Get-DPMDatasource -ProductionServer fs1 -Inquire | Where-Object Protected -eq $false", ExampleRemarks = "What of fs1 is not protected.")]
public sealed class GetDatasource : HoldfastCmdlet
{
    private const string OfServer = "DpmServer", Searched = "DataSourceSearch", ByPath = "Search", OfComputers = "ClientProtectionGroup", OfProductionServer = "ProductionServer", OfGroup = "ProtectionGroup";

    [Parameter(Position = 0, ParameterSetName = OfServer, HelpMessage = "The backup server. Without it, the one connected last, else this computer.")]
    [Parameter(Position = 0, ParameterSetName = Searched)]
    [Parameter(Position = 0, ParameterSetName = ByPath)]
    [Parameter(Position = 0, ParameterSetName = OfComputers)]
    [Parameter(ParameterSetName = OfProductionServer)]
    [Parameter(ParameterSetName = OfGroup)]
    [ArgumentCompleter(typeof(ServerNames))]
    public string? DPMServerName { get; set; }

    [Parameter(ParameterSetName = OfServer, HelpMessage = "Only those whose protection has been stopped and whose recovery points are still there.")]
    public SwitchParameter Inactive { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = Searched, HelpMessage = "Only those whose name contains this text.")]
    [Alias("SearchQuery")]
    public string Query { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath, HelpMessage = "Only what protects this path: at it, or above it.")]
    [Alias("SearchPath")]
    public string Path { get; set; } = "";

    [Parameter(Position = 2, ParameterSetName = ByPath, HelpMessage = "Only those of this production server.")]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public string? ProductionServerName { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfComputers, ValueFromPipelineByPropertyName = true, HelpMessage = "Only those of these computers.")]
    [Alias("ComputerNames")]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public string[] ComputerName { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfProductionServer, ValueFromPipeline = true, HelpMessage = "The production server, or its name.")]
    [ProductionServerArgument]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public ProductionServer ProductionServer { get; set; } = null!;

    [Parameter(ParameterSetName = OfProductionServer, HelpMessage = "Asks the production server what could be protected there.")]
    public SwitchParameter Inquire { get; set; }

    [Parameter(ParameterSetName = OfProductionServer, HelpMessage = "Taken for the sake of scripts: the pool needs no space set aside for replicas.")]
    public SwitchParameter Replica { get; set; }

    [Parameter(ParameterSetName = OfProductionServer, HelpMessage = "Taken for the sake of scripts.")]
    public object? Tag { get; set; }

    [Parameter(ParameterSetName = OfProductionServer, HelpMessage = "Taken for the sake of scripts.")]
    public SwitchParameter IgnoreDPMInformation { get; set; }

    [Parameter(ParameterSetName = OfProductionServer, HelpMessage = "Taken for the sake of scripts: volumes without mount points are listed anyway.")]
    public SwitchParameter GetVolumesWithoutMountPoints { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfGroup, ValueFromPipeline = true, HelpMessage = "The protection group, or its name.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup ProtectionGroup { get; set; } = null!;

    [Parameter(ParameterSetName = OfProductionServer, HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    [Parameter(ParameterSetName = OfComputers)]
    public SwitchParameter Async { get; set; }

    protected override object? Subject => (object?)ProductionServer ?? (object?)ProtectionGroup ?? DPMServerName;

    protected override void Run()
    {
        if (ParameterSetName == OfGroup) Members();
        else if (ParameterSetName == OfProductionServer && Inquire) Found();
        else if (ParameterSetName == OfProductionServer) WriteObject(new Protectables(ProductionServer, Stop).Known, enumerateCollection: true);
        else Listed(ServerConnections.Get(DPMServerName));
    }

    /// <summary>Of a modifiable group also what joins it with its commit.</summary>
    private void Members()
    {
        if (ProtectionGroup.ProtectionGroupId is { } id)
            foreach (var source in Wait(ProtectionGroup.Server.Client.Group(id, Stop)).Sources) WriteObject(new Datasource(ProtectionGroup.Server, source));
        foreach (var joining in ProtectionGroup.Changes?.Added ?? [])
            if (!joining.Datasource.Protected) WriteObject(joining.Datasource);
    }

    private void Listed(DpmServer server)
    {
        foreach (var source in Wait(server.Client.Sources(Inactive, Stop)).Sources.Where(IsWanted)) WriteObject(new Datasource(server, source));
    }

    private bool IsWanted(SourceInfo source) => ParameterSetName switch
    {
        Searched => source.Name.Contains(Query, StringComparison.OrdinalIgnoreCase),
        ByPath => Protects(source.Path) && (ProductionServerName is null || string.Equals(source.Server, ProductionServerName, StringComparison.OrdinalIgnoreCase)),
        OfComputers => ComputerName.Contains(source.Server, StringComparer.OrdinalIgnoreCase),
        _ => true,
    };

    private bool Protects(string folder)
    {
        var (above, path) = (folder.TrimEnd('/', '\\'), Path.TrimEnd('/', '\\'));
        return path.StartsWith(above, StringComparison.OrdinalIgnoreCase) && (path.Length == above.Length || path[above.Length] is '/' or '\\');
    }

    private void Found()
    {
        var protectables = new Protectables(ProductionServer, Stop);
        WriteObject(protectables.Files(), enumerateCollection: true);
        // An instance that lets nobody in must not hide the others.
        foreach (var application in protectables.Instances()) Guard(() => WriteObject(protectables.Contents(application), enumerateCollection: true));
    }
}
