using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>When a job of a protection group runs every day.</summary>
[View("JobType", "Start", "MaximumDurationInHours")]
public sealed class JobStartTime
{
    internal JobStartTime(ScheduleWindow window) => (StartTime, Start, MaximumDurationInHours) = (window.StartTime, window.Start, window.DurationInHours);

    public ProtectionJobType JobType => ProtectionJobType.ConsistencyCheck;

    /// <summary>Only the time matters, not the date.</summary>
    public DateTime StartTime { get; }

    /// <summary>The same as a text.</summary>
    public string Start { get; }

    /// <summary>Null: without an end.</summary>
    public double? MaximumDurationInHours { get; }
}
