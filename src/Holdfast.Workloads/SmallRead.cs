namespace Holdfast.Workloads;

/// <summary>Outcome of <see cref="DirectoryListing.ReadWhole"/>.</summary>
public enum SmallRead
{
    Ok,

    /// <summary>Does not fit the destination, or has holes: use <see cref="DirectoryListing.OpenFile"/>.</summary>
    TooLarge,

    Vanished,

    Unreadable,
}
