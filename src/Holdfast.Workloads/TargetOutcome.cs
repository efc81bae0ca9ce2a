namespace Holdfast.Workloads;

/// <summary>What became of one item of a restore.</summary>
public enum TargetOutcome
{
    Done,

    /// <summary>The name is taken and stays as it is.</summary>
    Skipped,

    /// <summary>Not written; the note says why.</summary>
    Failed,

    /// <summary>The path may not be written beneath the target; the note says why.</summary>
    Refused,

    /// <summary>Only from <see cref="IFileTarget.CreateLinkTo"/>: the first of the group was not written here, or the file system
    /// does not link it. Write the content.</summary>
    NotLinkable,
}
