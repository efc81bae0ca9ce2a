using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Get, "DPMGlobalProperty"), OutputType(typeof(GlobalProperty), typeof(bool), typeof(string))]
[Alias("Get-GlobalProperty", "Get-HoldfastGlobalProperty")]
[Help("Gets the settings of a backup server, or the value of one.", Example = "Get-DPMGlobalProperty -PropertyName maxJobs")]
public sealed class GetGlobalProperty : ServerCmdlet
{
    [Parameter(Position = 1, HelpMessage = "The setting whose value is wanted; also AllowLocalDataProtection and IsNetworkChecksumRequired, which are always true. Without it, all settings.")]
    public string? PropertyName { get; set; }

    protected override object? Subject => PropertyName ?? DPMServerName;

    protected override void Run()
    {
        var server = Server;
        if (GlobalProperties.IsAlwaysTrue(PropertyName))
        {
            WriteObject(true);
            return;
        }
        if (GlobalProperties.Refusal(PropertyName) is { } remedy) throw NotKept(PropertyName!, remedy);
        var settings = Wait(server.Client.Configuration.List(Stop)).Settings;
        if (PropertyName is null)
            foreach (var setting in settings) WriteObject(new GlobalProperty(server, setting));
        else
            WriteObject(settings.FirstOrDefault(setting => string.Equals(setting.Id, PropertyName, StringComparison.OrdinalIgnoreCase))?.Value ?? throw new HoldfastException(
                ErrorCode.SettingUnknown, $"There is no setting {PropertyName}.", "Get-DPMGlobalProperty lists all."));
    }
}
