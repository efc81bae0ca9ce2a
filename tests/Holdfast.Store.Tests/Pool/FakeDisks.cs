using System.Collections.Concurrent;
using Holdfast.Store.Pool;

namespace Holdfast.Store.Tests.Pool;

/// <summary>Folders that are said to be disks of any size.</summary>
internal sealed class FakeDisks : IDiskProbe
{
    private readonly ConcurrentDictionary<string, DiskSpace> spaces = new();

    public HashSet<string> Removable { get; } = [];

    /// <summary>The file system that every folder is on; each folder is its own device.</summary>
    public string FileSystem { get; set; } = "ext4";

    /// <summary>Neither a minimum nor a reserve, unless a test asks for them.</summary>
    public PoolOptions Options => new() { Probe = this, MinimumCapacity = 0, LargestReserve = 0 };

    public void Set(string folder, long capacity, long free) => spaces[folder] = new DiskSpace(capacity, free);

    public DiskFacts Examine(string folder) => new(Removable.Contains(folder), FileSystem, folder, IsCompressed: false);

    public DiskSpace Measure(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException(folder);
        return spaces.GetValueOrDefault(folder, new DiskSpace(1L << 30, 1L << 30));
    }
}
