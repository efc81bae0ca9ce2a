using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Datasources;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMAutoProtectIntent", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Set-AutoProtectIntent", "Set-HoldfastAutoProtectIntent")]
[Help("Lets what an instance holds, now and later, join a modifiable protection group by itself.",
    Example = "Set-DPMAutoProtectIntent -ProtectionGroup $group -SQLInstanceName sqlserver://db1 -AutoProtectIntent Enable -ProductionServer db1")]
public sealed class SetAutoProtectIntent : GroupEditCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Instances by name, as Get-DPMDatasource -Inquire finds them, or by address, such as sqlserver://db1 or a folder whose folders join.")]
    public string[] SQLInstanceName { get; set; } = [];

    [Parameter(Mandatory = true, Position = 2, HelpMessage = "Enable or Disable.")]
    public AutoProtectionIntent AutoProtectIntent { get; set; }

    [Parameter(Mandatory = true, Position = 3, ValueFromPipeline = true, HelpMessage = "The production server that the instance runs on, or its name.")]
    [ProductionServerArgument]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public ProductionServer ProductionServer { get; set; } = null!;

    [Parameter(HelpMessage = "Whether what joins is sent to the vault as well. Without it, as before.")]
    public AutoProtectionIntent? AutoProtectCloudIntent { get; set; }

    [Parameter(HelpMessage = "Settings of what joins, and by which the instance is looked into, as NAME=VALUE: transport=vdi, trustServerCertificate=true. Without it, as before.")]
    public string[]? Option { get; set; }

    private protected override string Action => $"{AutoProtectIntent} automatic protection of {string.Join(", ", SQLInstanceName)}";

    private protected override void Edit(GroupChanges changes)
    {
        var containers = (changes.Policy.AutoProtect ?? []).ToList();
        foreach (var name in SQLInstanceName)
        {
            var path = Instances.Address(ProductionServer, name, Stop);
            var before = containers.Find(container => container.Path == path && IsHere(container));
            containers.Remove(before!);
            if (AutoProtectIntent == AutoProtectionIntent.Enable)
                containers.Add(new AutoProtectionInfo(path, ProductionServer.RequestName, AutoProtectCloudIntent is { } cloud ? cloud == AutoProtectionIntent.Enable : before?.Online ?? false) { Options = Option is null ? before?.Options : Given(Option) });
        }
        changes.Policy = changes.Policy with { AutoProtect = containers.Count == 0 ? null : containers };
    }

    private static Dictionary<string, string>? Given(string[] texts)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
            if (text.IndexOf('=') is not (> 0 and var equals) || !options.TryAdd(text[..equals], text[(equals + 1)..]))
                throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is not NAME=VALUE, or its name is given twice.", "Give -Option 'trustServerCertificate=true', 'transport=vdi'.");
        return options.Count == 0 ? null : options;
    }

    private bool IsHere(AutoProtectionInfo container) => string.Equals(container.Server ?? ProductionServer.Server.HostName, ProductionServer.ServerName, StringComparison.OrdinalIgnoreCase);
}
