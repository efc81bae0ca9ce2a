using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Set, "DPMGlobalProperty", SupportsShouldProcess = true, DefaultParameterSetName = OfDpm), OutputType(typeof(GlobalProperty))]
[Alias("Set-GlobalProperty", "Set-HoldfastGlobalProperty")]
[Help("Sets a setting of a backup server.", Description = "DPM's own properties either always hold here or are refused with an explanation.", Example = "Set-DPMGlobalProperty -PropertyName maxJobs -Value 8")]
public sealed class SetGlobalProperty : ServerCmdlet
{
    private const string OfDpm = "Dpm", OfSetting = "Setting";

    [Parameter(Mandatory = true, ParameterSetName = OfSetting, HelpMessage = "Key of the setting, as Get-DPMGlobalProperty lists them.")]
    public string PropertyName { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = OfSetting, HelpMessage = "Its value, as it would stand in settings.json. Empty: the default holds again.")]
    [AllowEmptyString]
    public string Value { get; set; } = "";

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "True, as it always is: the server's own computer can be protected.")]
    public bool AllowLocalDataProtection { get; set; } = true;

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "True, as it always is: what agents send is proved by its hash.")]
    public bool IsNetworkChecksumRequired { get; set; } = true;

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? HyperVPagefileExclusions { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? KnownVMMServers { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? LibraryRefreshInterval { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? TruncateSharePointDbLogs { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? ExchangeSCRProtection { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? RegisteredWriters { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? MaxCapacityForClientAutoDeployment { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? ConsiderForAutoDeployment { get; set; }

    [Parameter(ParameterSetName = OfDpm, HelpMessage = "Refused.")]
    public object? DPMStorageVolumeExclusion { get; set; }

    protected override void Run()
    {
        foreach (var name in MyInvocation.BoundParameters.Keys)
            if (GlobalProperties.Refusal(name) is { } remedy) throw NotKept("-" + name, remedy);
        if (!AllowLocalDataProtection) throw NotKept("-AllowLocalDataProtection $false", "The server's own computer is protected only where a group has members on it: leave them out.");
        if (!IsNetworkChecksumRequired) throw NotKept("-IsNetworkChecksumRequired $false", "What agents send is always encrypted and proved by its hash.");
        if (ParameterSetName != OfSetting) return;
        var server = Server;
        if (!ShouldProcess(PropertyName, Value.Length == 0 ? "Take the setting back to its default" : $"Set to {Value}")) return;
        var change = Wait(Value.Length == 0 ? server.Client.Configuration.Reset(PropertyName, Stop) : server.Client.Configuration.Set(PropertyName, Value, Stop));
        if (change.NeedsRestart) WriteWarning($"{PropertyName} holds after the server's next start.");
        WriteObject(new GlobalProperty(server, change.Setting));
    }
}
