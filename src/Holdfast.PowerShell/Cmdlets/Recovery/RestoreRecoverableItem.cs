using Holdfast.Contracts.Api.Notifications;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Recovery;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsData.Restore, "DPMRecoverableItem", SupportsShouldProcess = true), OutputType(typeof(DpmJob))]
[Alias("Recover-RecoverableItem", "Restore-HoldfastRecoverableItem")]
[Help("Recovers items of recovery points, or all of them.",
    Description = "One job for each recovery point, whatever number of its items is piped. Gives the jobs out; with -Wait when they have ended.",
    Example = "Restore-DPMRecoverableItem -RecoverableItem $point -RecoveryOption $option -Wait")]
public sealed class RestoreRecoverableItem : JobCmdlet
{
    private static readonly string[] told = ["recoverySuccessful", "recoveryPartlySuccessful", "recoveryFailed"];
    private readonly List<RecoverableItem> items = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Recovery points, or items of them.")]
    public RecoverableItem[] RecoverableItem { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Where to and how, of New-DPMRecoveryOption.")]
    public RecoveryOption RecoveryOption { get; set; } = null!;

    [Parameter(HelpMessage = "From which of its copies, of Get-DPMRecoveryPointLocation; without it from the disk where it lies there.")]
    public RecoveryPointLocation? RecoveryPointLocation { get; set; }

    [Parameter(HelpMessage = "Who gets mail, of New-DPMRecoveryNotification. The addresses stay subscribed to the ends of recoveries.")]
    public RecoveryNotification? RecoveryNotification { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.", DontShow = true)]
    public object? AdhocJobsContext { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing calls it. Use -Wait.", DontShow = true)]
    public object? JobStateChangedEventHandler { get; set; }

    protected override object? Subject => RecoverableItem.Length > 0 ? RecoverableItem[0] : null;

    protected override void Run() => items.AddRange(RecoverableItem);

    protected override void EndProcessing()
    {
        foreach (var together in items.GroupBy(item => (item.Server, item.RecoveryPointId, item.Online, item.ExternalServer))) Guard(() => Restore([.. together]));
    }

    private void Restore(List<RecoverableItem> together)
    {
        var server = together[0].Server;
        var request = RecoveryRequests.Of(together, RecoveryOption, RecoveryPointLocation?.Online ?? together[0].Online);
        var target = request.Instance ?? request.To ?? "the original place";
        if (!ShouldProcess(string.Join(", ", together), $"Recover to {target}")) return;
        if (RecoveryNotification is { } notification) Subscribe(server, notification);
        Give(server, Wait(server.Client.Recover(request, Stop)));
    }

    private void Subscribe(DpmServer server, RecoveryNotification notification)
    {
        var known = Wait(server.Client.Notifications.List(Stop));
        if (notification.NotificationIdList.Count > 0 && known.MailServer is null) WriteWarning("No mail is sent: the setting smtpHost names no mail server.");
        foreach (var address in notification.NotificationIdList)
        {
            if (known.Subscriptions.Any(subscription => string.Equals(subscription.Address, address, StringComparison.OrdinalIgnoreCase) && told.All(type => subscription.Types.Count == 0 || subscription.Types.Contains(type)))) continue;
            Wait(server.Client.Notifications.Subscribe(new SubscribeRequest(address, ["critical", "warning", "informational"], told), Stop));
        }
    }
}
