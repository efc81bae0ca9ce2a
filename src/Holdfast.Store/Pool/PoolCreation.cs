using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>Makes folders the disks of a pool.</summary>
internal static class PoolCreation
{
    public static void Create(RepositoryId pool, IReadOnlyList<string> folders, PoolOptions options)
    {
        foreach (var folder in folders)
        {
            if (DiskSearch.Look(folder) is not null) throw new StorageException(StorageFault.ForeignDisk, $"'{folder}' is a disk of a pool already.");
            DiskAdmission.Check(folder, options, folders.Where(other => other != folder), protectedBytes: 0, poolCapacity: 0);
        }
        var members = First(pool, folders.Select(folder => new PoolMember(NewId(options), folder)), options);
        foreach (var member in members.Members) Prepare(member.Path, pool, member.Id, members, options);
    }

    /// <summary>Makes a folder a disk: the marker comes last.</summary>
    public static void Prepare(string folder, RepositoryId pool, string diskId, PoolMembers? members, PoolOptions options)
    {
        try
        {
            new FolderBlobStore(folder, options.Randomness).Dispose();
            if (members is not null) DiskFiles.Write(folder, members);
            DiskFiles.Write(folder, new DiskMarker(DiskMarker.CurrentVersion, pool.ToString(), diskId, options.Clock.GetUtcNow()));
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw IoFault.OfWrite(error, $"'{folder}' could not be made a pool disk");
        }
    }

    /// <summary>The newest list that the disks have; where none has one, all that was found.</summary>
    public static PoolMembers NewestMembers(RepositoryId pool, IReadOnlyCollection<FoundDisk> disks, PoolOptions options)
    {
        var known = disks.Select(disk => disk.Members).OfType<PoolMembers>();
        return known.OrderByDescending(members => members.Head.Number).ThenBy(members => members.Head.Id, StringComparer.Ordinal).FirstOrDefault()
            ?? First(pool, disks.Select(disk => new PoolMember(disk.Id, disk.Folder)), options);
    }

    public static string NewId(PoolOptions options) => RepositoryId.Create(options.Randomness).ToString();

    private static PoolMembers First(RepositoryId pool, IEnumerable<PoolMember> members, PoolOptions options)
    {
        var all = members.ToArray();
        return new PoolMembers(PoolMembers.CurrentVersion, pool.ToString(), [new PoolEpoch(1, NewId(options))], all, [.. all.Select(member => member.Id)], []);
    }
}
