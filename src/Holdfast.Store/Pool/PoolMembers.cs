namespace Holdfast.Store.Pool;

/// <summary>
/// holdfast-pool.json: which disks make the pool, and which of them hold every mirrored blob. The same on all current disks; a disk that
/// was away has an older one, which is how it is known that it missed something.
/// </summary>
/// <param name="Epochs">The states that this one follows from, oldest first, itself last; bounded to <see cref="LongestHistory"/>.</param>
/// <param name="Current">Ids of the disks that hold every mirrored blob.</param>
/// <param name="Removed">Ids of disks that were taken out: they do not come back by being mounted.</param>
internal sealed record PoolMembers(
    int Version, string PoolId, IReadOnlyList<PoolEpoch> Epochs, IReadOnlyList<PoolMember> Members,
    IReadOnlyList<string> Current, IReadOnlyList<string> Removed)
{
    public const string FileName = "holdfast-pool.json";

    public const int CurrentVersion = 1, LongestHistory = 256;

    public PoolEpoch Head => Epochs[^1];

    public bool Follows(PoolMembers other) => Epochs.Contains(other.Head);

    public PoolMembers Next(string epochId, IEnumerable<PoolMember> members, IEnumerable<string> current, IEnumerable<string> removed)
    {
        var epochs = Epochs.TakeLast(LongestHistory - 1).Append(new PoolEpoch(Head.Number + 1, epochId));
        return new PoolMembers(CurrentVersion, PoolId, [.. epochs], [.. members], [.. current], [.. removed]);
    }

    /// <summary>Takes in what disks wrote that were apart from these: everything that either knew.</summary>
    public PoolMembers Join(PoolMembers other)
    {
        var removed = Removed.Union(other.Removed).ToArray();
        var members = Members.UnionBy(other.Members, member => member.Id).Where(member => !removed.Contains(member.Id)).ToArray();
        var epochs = Epochs.Union(other.Epochs).OrderBy(epoch => epoch.Number).ThenBy(epoch => epoch == Head).ToArray();
        return this with { Epochs = epochs, Members = members, Removed = removed };
    }
}
