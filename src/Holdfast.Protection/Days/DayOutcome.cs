namespace Holdfast.Protection.Days;

/// <summary>What a day was for a datasource.</summary>
public enum DayOutcome
{
    /// <summary>It was not protected, or nothing is known.</summary>
    None,

    /// <summary>Nothing was due, or it is still on its way.</summary>
    NotDue,

    /// <summary>A point on disk.</summary>
    Disk,

    /// <summary>A point on disk and in the vault.</summary>
    Both,

    /// <summary>A point in the vault and none on disk.</summary>
    Vault,

    /// <summary>A point was due, and none was made nor tried.</summary>
    Missed,

    /// <summary>What was tried failed.</summary>
    Failed,
}
