namespace Holdfast.Protection.Schedules;

/// <summary>What to do about a due time.</summary>
public enum DueDecision
{
    /// <summary>It lies ahead.</summary>
    Wait,

    /// <summary>It is now.</summary>
    Run,

    /// <summary>It was missed: run once, however many were missed, and go on with the schedule from now.</summary>
    CatchUp,

    /// <summary>It has run already: only the next due time is missing.</summary>
    Done,
}
