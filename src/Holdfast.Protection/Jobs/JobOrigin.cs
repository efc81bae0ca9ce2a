namespace Holdfast.Protection.Jobs;

/// <summary>Who wanted a job.</summary>
public enum JobOrigin
{
    /// <summary>Somebody who waits for it.</summary>
    Person,

    /// <summary>The policy of a protection group.</summary>
    Schedule,

    /// <summary>The server itself: upkeep that nobody waits for.</summary>
    System,
}
