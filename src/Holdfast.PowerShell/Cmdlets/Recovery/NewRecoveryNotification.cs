using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.New, "DPMRecoveryNotification"), OutputType(typeof(RecoveryNotification))]
[Alias("New-RecoveryNotification", "New-HoldfastRecoveryNotification")]
[Help("Says who gets mail about a recovery.", Example = "$told = New-DPMRecoveryNotification -NotificationType Email -NotificationIdList 'anna@example.org', 'ben@example.org'")]
public sealed class NewRecoveryNotification : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Email, or None.")]
    public NotificationType NotificationType { get; set; }

    [Parameter(Position = 1, HelpMessage = "Mail addresses; several may stand in one text, separated by commas or semicolons.")]
    public string[] NotificationIdList { get; set; } = [];

    protected override void Run()
    {
        var addresses = NotificationIdList.SelectMany(text => text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (NotificationType == NotificationType.Email && addresses.Count == 0) throw new HoldfastException(ErrorCode.BadRequest, "Nobody is named.", "Name mail addresses with -NotificationIdList.");
        WriteObject(new RecoveryNotification { NotificationType = NotificationType, NotificationIdList = NotificationType == NotificationType.None ? [] : addresses });
    }
}
