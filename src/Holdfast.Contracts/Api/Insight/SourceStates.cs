namespace Holdfast.Contracts.Api.Insight;

/// <summary>How datasources stand to their goals.</summary>
public static class SourceStates
{
    /// <summary>Within its goals.</summary>
    public const string Ok = "ok";

    /// <summary>Its newest recovery point is older than its group asks.</summary>
    public const string Late = "late";

    /// <summary>The last job of its replica failed: it needs a consistency check.</summary>
    public const string Inconsistent = "inconsistent";

    /// <summary>It has no replica yet.</summary>
    public const string Pending = "pending";

    /// <summary>Its group is suspended.</summary>
    public const string Suspended = "suspended";

    /// <summary>Its protection has been stopped.</summary>
    public const string Stopped = "stopped";

    public static IReadOnlyList<string> All { get; } = [Ok, Late, Inconsistent, Pending, Suspended, Stopped];
}
