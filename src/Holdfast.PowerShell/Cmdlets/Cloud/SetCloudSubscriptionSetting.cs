using System.Security;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Cloud;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Set, "DPMCloudSubscriptionSetting", SupportsShouldProcess = true), OutputType(typeof(CloudSubscriptionSetting))]
[Alias("Set-HoldfastCloudSubscriptionSetting")]
[Help("Changes a copy of how this server works with its vault; with -Commit brings it to the server.",
    Description = "Where Start-DPMCloudRegistration was given no passphrase, the commit registers the server with the one that was set here.",
    Example = "Set-DPMCloudSubscriptionSetting -SubscriptionSetting $setting -WorkDay Monday, Tuesday -StartWorkHour 9:00 -EndWorkHour 18:00 -WorkHourBandwidth (10240*1024) -NonWorkHourBandwidth (102400*1024) -Commit")]
public sealed class SetCloudSubscriptionSetting : HoldfastCmdlet
{
    [Parameter(HelpMessage = "Taken for the sake of scripts: the setting knows its server.")]
    [ArgumentCompleter(typeof(ServerNames))]
    public string? DPMServerName { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "The copy, of Get-DPMCloudSubscriptionSetting.")]
    public CloudSubscriptionSetting SubscriptionSetting { get; set; } = null!;

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing is staged, recovery reads the vault directly.")]
    public string? StagingAreaPath { get; set; }

    [Parameter(HelpMessage = "New passphrase of at least 16 printable ASCII characters. Without it nobody can recover from the vault when this server is lost.")]
    [SecretArgument]
    public SecureString? EncryptionPassphrase { get; set; }

    [Parameter(HelpMessage = "Proxy by which the vault is reached: a URL, or a host with -ProxyPort.")]
    public string? ProxyServer { get; set; }

    [Parameter(HelpMessage = "Port of the proxy.")]
    public int? ProxyPort { get; set; }

    [Parameter(HelpMessage = "Account at the proxy.")]
    public string? ProxyUsername { get; set; }

    [Parameter(HelpMessage = "Password of that account.")]
    [SecretArgument]
    public SecureString? ProxyPassword { get; set; }

    [Parameter(HelpMessage = "The vault is reached directly.")]
    public SwitchParameter NoProxy { get; set; }

    [Parameter(HelpMessage = "Days that have work hours.")]
    public DayOfWeek[]? WorkDay { get; set; }

    [Parameter(HelpMessage = "When work hours begin, such as 9:00; full hours.")]
    public TimeSpan? StartWorkHour { get; set; }

    [Parameter(HelpMessage = "When work hours end, such as 18:00; full hours.")]
    public TimeSpan? EndWorkHour { get; set; }

    [Parameter(HelpMessage = "Bits a second to the vault in work hours, such as (10240*1024); whole megabits, 0: no limit.")]
    public long? WorkHourBandwidth { get; set; }

    [Parameter(HelpMessage = "Bits a second to the vault outside work hours; whole megabits, 0: no limit.")]
    public long? NonWorkHourBandwidth { get; set; }

    [Parameter(HelpMessage = "No limits of bandwidth.")]
    public SwitchParameter NoThrottle { get; set; }

    [Parameter(HelpMessage = "Brings all that was changed of the copy to the server.")]
    public SwitchParameter Commit { get; set; }

    [Parameter(HelpMessage = "Gives the copy out.")]
    public SwitchParameter PassThru { get; set; }

    protected override object? Subject => DPMServerName;

    protected override void Run()
    {
        StagingArea();
        Passphrase();
        Proxy();
        Bandwidth();
        if (Commit && ShouldProcess(SubscriptionSetting.DPMServerName, "Change how the server works with its vault"))
            foreach (var news in SubscriptionSettings.Commit(SubscriptionSetting, Stop)) WriteWarning(news);
        if (PassThru) WriteObject(SubscriptionSetting);
    }

    private void StagingArea() => SubscriptionSetting.StagingAreaPath = StagingAreaPath ?? SubscriptionSetting.StagingAreaPath;

    private void Passphrase()
    {
        SubscriptionSetting.EncryptionPassphrase = EncryptionPassphrase ?? SubscriptionSetting.EncryptionPassphrase;
        SubscriptionSetting.SecurityPin = SecurityPin ?? SubscriptionSetting.SecurityPin;
    }

    private void Proxy()
    {
        if (NoProxy) (SubscriptionSetting.Proxy, SubscriptionSetting.ProxyUsername, SubscriptionSetting.ProxyPassword, SubscriptionSetting.ChangesProxy) = (null, null, null, true);
        if (ProxyServer is null) return;
        if (NoProxy) throw new HoldfastException(ErrorCode.BadRequest, "Either there is a proxy or there is none.", "Give -ProxyServer or -NoProxy.");
        var url = ProxyServer.Contains("://", StringComparison.Ordinal) ? ProxyServer.TrimEnd('/') : $"http://{ProxyServer}";
        (SubscriptionSetting.Proxy, SubscriptionSetting.ProxyUsername, SubscriptionSetting.ProxyPassword, SubscriptionSetting.ChangesProxy) =
            (ProxyPort is { } port ? $"{url}:{port}" : url, ProxyUsername, ProxyPassword, true);
    }

    private void Bandwidth()
    {
        if (!NoThrottle && WorkDay is null && StartWorkHour is null && EndWorkHour is null && WorkHourBandwidth is null && NonWorkHourBandwidth is null) return;
        if (NoThrottle) (WorkHourBandwidth, NonWorkHourBandwidth) = (0, 0);
        SubscriptionSetting.WorkDay = WorkDay ?? SubscriptionSetting.WorkDay;
        SubscriptionSetting.StartWorkHour = StartWorkHour ?? SubscriptionSetting.StartWorkHour;
        SubscriptionSetting.EndWorkHour = EndWorkHour ?? SubscriptionSetting.EndWorkHour;
        SubscriptionSetting.WorkHourBandwidth = WorkHourBandwidth ?? SubscriptionSetting.WorkHourBandwidth;
        SubscriptionSetting.NonWorkHourBandwidth = NonWorkHourBandwidth ?? SubscriptionSetting.NonWorkHourBandwidth;
        SubscriptionSetting.ChangesBandwidth = true;
    }
}
