namespace Holdfast.Protection.Groups.Policy;

/// <summary>All that a protection group says about how its members are protected. Immutable.</summary>
public sealed record GroupPolicy
{
    public ShortTermGoal ShortTerm { get; init; } = new();

    /// <summary>Null: nothing goes to the vault.</summary>
    public OnlineGoal? Online { get; init; }

    public ReplicaCreation ReplicaCreation { get; init; } = new();

    public ConsistencyCheckPlan ConsistencyCheck { get; init; } = new();

    /// <summary>Null: scheduled work may run at any time.</summary>
    public TimeWindow? BackupWindow { get; init; }

    /// <summary>IANA name of the zone that all times of day are in, such as Europe/Berlin.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>0 to 59 minutes by which every scheduled start is put off, so that groups do not all begin on the hour.</summary>
    public int StartOffsetMinutes { get; init; }

    /// <summary>False: chunks are kept as they are.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>What the agents of the members may send; null leaves each agent its own.</summary>
    public ThrottlePlan? Throttle { get; init; }

    /// <summary>Runs on the production server before each backup of a member; a failure fails the job.</summary>
    public ScriptCommand? PreScript { get; init; }

    /// <summary>Runs after it, also after a failure; its last argument is "succeeded" or "failed".</summary>
    public ScriptCommand? PostScript { get; init; }

    /// <summary>Hours within which every member must get a recovery point, 1 to 2,160; null: no alert.</summary>
    public int? SlaHours { get; init; }

    /// <summary>Days without contact after which a member that comes and goes is stale, 1 to 365.</summary>
    public int StaleAfterDays { get; init; } = 14;

    /// <summary>When the newest points of applications are recovered for proof; null: only on request.</summary>
    public WeeklyTimes? Drills { get; init; }

    /// <summary>Days of the month for <see cref="Drills"/>, in the place of its days of the week; null: those of the week hold.</summary>
    public DayOfMonthChoice? DrillDays { get; init; }

    /// <summary>Instances (paths of containers) whose contents join by themselves.</summary>
    public EquatableList<AutoProtection> AutoProtect { get; init; } = EquatableList<AutoProtection>.Empty;
}
