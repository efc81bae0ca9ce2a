using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;

namespace Holdfast.PowerShell.Cmdlets.Policies;

/// <summary>A cmdlet that sets hours of certain days.</summary>
public abstract class WindowCmdlet : GroupEditCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Days on which the window begins: Su, Mo, Tu, We, Th, Fr, Sa. Without it every day.")]
    public WeekDay[]? DaysOfWeek { get; set; }

    [Parameter(Mandatory = true, Position = 2, HelpMessage = "Time of day at which it begins, in the zone of the group.")]
    public DateTime StartTime { get; set; }

    [Parameter(Mandatory = true, Position = 3, HelpMessage = "How long it is, 1 to 24 hours.")]
    public int DurationInHours { get; set; }

    private protected int Minutes => DurationInHours is >= 1 and <= 24 ? DurationInHours * 60 : throw new HoldfastException(
        ErrorCode.BadRequest, $"A window cannot be {DurationInHours} hours long.", "Give 1 to 24 hours.");
}
