using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>What simulated instances wrote, by the hash of each file: what comes back to a restore must be such a file, byte for byte. Instances that restore each other's backups share one.</summary>
public sealed class MediaShelf
{
    private readonly ConcurrentDictionary<string, ShelvedSet> files = new();

    internal void Put(byte[] media, ShelvedSet set) => files[Hash(media)] = set;

    /// <exception cref="InstanceError">No instance wrote this file.</exception>
    internal ShelvedSet Take(byte[] media, string device) =>
        files.TryGetValue(Hash(media), out var set) ? set : throw new InstanceError([3241], $"The media family on device '{device}' is incorrectly formed. SQL Server cannot process this media family.");

    private static string Hash(byte[] media) => Convert.ToHexString(SHA256.HashData(media));
}
