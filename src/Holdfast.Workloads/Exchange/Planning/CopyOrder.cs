namespace Holdfast.Workloads.Exchange.Planning;

/// <summary>
/// The copies of a replicated database by how well a backup is taken from them: passive ones that are up to date, the active one at the end. Exchange removes logs of all copies after the backup of one.
/// </summary>
/// <param name="Usable">Best first.</param>
/// <param name="Unusable">Server by server, why not.</param>
internal sealed record CopyOrder(IReadOnlyList<DatabaseCopy> Usable, IReadOnlyList<string> Unusable)
{
    /// <summary>A copy that is further behind misses too much.</summary>
    public const long LongestQueue = 50;

    public static CopyOrder Of(IReadOnlyList<DatabaseCopy> copies)
    {
        // Of two that are equally far, the one that is less likely to be needed for mailboxes.
        var usable = copies.Where(IsUsable).OrderBy(copy => copy.IsActive).ThenBy(copy => copy.CopyQueue).ThenBy(copy => copy.ReplayQueue).ThenByDescending(copy => copy.Preference)
            .ThenBy(copy => copy.Server, StringComparer.OrdinalIgnoreCase);
        return new CopyOrder([.. usable], [.. copies.Where(copy => !IsUsable(copy)).Select(copy => $"{copy.Server}: {Reason(copy)}")]);
    }

    private static bool IsUsable(DatabaseCopy copy) => string.Equals(copy.Status, copy.IsActive ? "Mounted" : "Healthy", StringComparison.OrdinalIgnoreCase) && copy.CopyQueue <= LongestQueue;

    private static string Reason(DatabaseCopy copy) => copy.CopyQueue > LongestQueue ? $"{copy.CopyQueue} logs behind" : copy.Status;
}
