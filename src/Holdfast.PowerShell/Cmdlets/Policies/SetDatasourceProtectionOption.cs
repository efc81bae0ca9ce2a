using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMDatasourceProtectionOption", SupportsShouldProcess = true, DefaultParameterSetName = AutoCheck), OutputType(typeof(ProtectionGroup))]
[Alias("Set-DatasourceProtectionOption", "Set-HoldfastDatasourceProtectionOption")]
[Help("Sets what is left out of the members of a modifiable protection group, and whether inconsistent replicas are checked by themselves.",
    Example = "Set-DPMDatasourceProtectionOption -ProtectionGroup $group -FileType .tmp -Add", ExampleRemarks = "Leaves temporary files out.")]
public sealed class SetDatasourceProtectionOption : GroupEditCmdlet
{
    private const string AddType = "FileExclusionAddOptions", RemoveType = "FileExclusionRemoveOptions", OfFolder = "ClientFileSpecOptions", OfUsers = "AllowClientUserToAddFileSpecs",
        AutoCheck = "AutoConsistencyCheck", OfExchange = "ExchangeOptions";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = AddType, HelpMessage = "Extension, such as .tmp.")]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = RemoveType)]
    public string FileType { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = AddType, HelpMessage = "Leaves such files out.")]
    public SwitchParameter Add { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = RemoveType, HelpMessage = "Protects such files again.")]
    public SwitchParameter Remove { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfFolder, HelpMessage = "Folder or glob, relative to the members.")]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, Position = 2, ParameterSetName = OfFolder, HelpMessage = "AddExclude leaves it out, RemoveExclude protects it again. Includes are members: Add-DPMChildDatasource.")]
    public ClientFileSpecOperation ClientFileSpecOperation { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfUsers, HelpMessage = "Refused where true: what is protected is for administrators to say.")]
    public bool AllowClientUserToAddFileSpecs { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = AutoCheck, HelpMessage = "Whether a replica that has become inconsistent is checked without being asked to.")]
    public bool AutoConsistencyCheck { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = OfExchange, HelpMessage = "Refused: Exchange has no options of a group.")]
    public SwitchParameter ExchangeOptions { get; set; }

    [Parameter(ParameterSetName = OfExchange, HelpMessage = "Refused: every page of a database is checked while it is backed up.")]
    public string? EseutilCheckType { get; set; }

    [Parameter(ParameterSetName = OfExchange, HelpMessage = "Refused: every page of a database is checked while it is backed up.")]
    public SwitchParameter RunEseUtilConsistencyCheck { get; set; }

    [Parameter(ParameterSetName = OfExchange, HelpMessage = "Refused.")]
    public string? BackUpType { get; set; }

    [Parameter(ParameterSetName = OfExchange, HelpMessage = "Refused.")]
    public string? TopologyType { get; set; }

    [Parameter(ParameterSetName = OfExchange, HelpMessage = "Refused.")]
    public object? PreferredPhysicalNode { get; set; }

    [Parameter(ParameterSetName = OfExchange, HelpMessage = "Refused.")]
    public object? Datasource { get; set; }

    private protected override string Action => ParameterSetName switch
    {
        AddType => $"Leave {FileType} files out",
        RemoveType => $"Protect {FileType} files again",
        OfFolder => $"{ClientFileSpecOperation} {Path}",
        _ => "Set protection options",
    };

    private protected override void Edit(GroupChanges changes)
    {
        switch (ParameterSetName)
        {
            case AddType: changes.ExcludeExtensions = [.. Extensions(changes).Append(Extension)]; break;
            case RemoveType: changes.ExcludeExtensions = [.. Extensions(changes)]; break;
            case OfFolder: EditFolders(changes); break;
            case AutoCheck: changes.Policy = changes.Policy with { ConsistencyCheck = (changes.Policy.ConsistencyCheck ?? new CheckInfo()) with { WhenInconsistent = AutoConsistencyCheck } }; break;
            case OfUsers when !AllowClientUserToAddFileSpecs: WriteVerbose("Only administrators say what is protected."); break;
            case OfUsers: throw NotKept("-AllowClientUserToAddFileSpecs $true", "Administrators add folders with Add-DPMChildDatasource.");
            default: throw NotKept("-ExchangeOptions", "Databases are checked page by page while they are backed up; there is nothing to choose.");
        }
    }

    private string Extension => FileType.StartsWith('.') ? FileType : "." + FileType.TrimStart('*').TrimStart('.');

    /// <summary>Those that are excluded, without the one that is meant.</summary>
    private IEnumerable<string> Extensions(GroupChanges changes) =>
        (changes.ExcludeExtensions ?? ProtectionGroup.Info?.ExcludeExtensions ?? []).Where(extension => !string.Equals(extension, Extension, StringComparison.OrdinalIgnoreCase));

    private void EditFolders(GroupChanges changes)
    {
        if (ClientFileSpecOperation is ClientFileSpecOperation.AddInclude or ClientFileSpecOperation.RemoveInclude)
            throw NotKept($"-ClientFileSpecOperation {ClientFileSpecOperation}", "Folders that are protected are members: Add-DPMChildDatasource and Remove-DPMChildDatasource.");
        var others = (changes.Exclude ?? ProtectionGroup.Info?.Exclude ?? []).Where(glob => glob != Path);
        changes.Exclude = ClientFileSpecOperation == ClientFileSpecOperation.AddExclude ? [.. others.Append(Path)] : [.. others];
    }
}
