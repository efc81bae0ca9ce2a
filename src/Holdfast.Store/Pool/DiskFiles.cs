using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Format;
using Holdfast.Format.Keys;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Pool;

/// <summary>The small files that a disk keeps about itself, beside the blobs. They are read with suspicion: anybody may have edited them.</summary>
internal static class DiskFiles
{
    public const string Lock = "holdfast-lock", Reserve = "holdfast-reserve", Probe = "holdfast-probe";

    private const int LargestFile = 1 << 20;

    /// <returns>Null where there is no marker: not a disk, or one that is not mounted.</returns>
    /// <exception cref="StorageException"><see cref="StorageFault.NewerFormat"/>.</exception>
    /// <exception cref="MalformedDataException">Not a marker.</exception>
    public static DiskMarker? ReadMarker(string folder)
    {
        var marker = Read(Path.Join(folder, DiskMarker.FileName), PoolJson.Default.DiskMarker);
        if (marker is null) return null;
        CheckVersion(marker.Version, DiskMarker.CurrentVersion, folder);
        if (!RepositoryId.TryParse(marker.PoolId, out _) || !RepositoryId.TryParse(marker.DiskId, out _))
            throw new MalformedDataException($"'{folder}' has a marker without valid ids.");
        return marker;
    }

    /// <inheritdoc cref="ReadMarker"/>
    public static PoolMembers? ReadMembers(string folder)
    {
        var members = Read(Path.Join(folder, PoolMembers.FileName), PoolJson.Default.PoolMembers);
        if (members is null) return null;
        CheckVersion(members.Version, PoolMembers.CurrentVersion, folder);
        if (members.Epochs.Count == 0) throw new MalformedDataException($"'{folder}' has a list of disks without a history.");
        return members;
    }

    public static void Write(string folder, DiskMarker marker) =>
        DurableFile.WriteAtomically(Path.Join(folder, DiskMarker.FileName), JsonSerializer.SerializeToUtf8Bytes(marker, PoolJson.Default.DiskMarker));

    public static void Write(string folder, PoolMembers members) =>
        DurableFile.WriteAtomically(Path.Join(folder, PoolMembers.FileName), JsonSerializer.SerializeToUtf8Bytes(members, PoolJson.Default.PoolMembers));

    private static void CheckVersion(int version, int newest, string folder)
    {
        if (version > newest) throw new StorageException(StorageFault.NewerFormat, $"'{folder}' was written by a newer version of Holdfast.");
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(DurableFile.ReadAll(path, LargestFile), type) ?? throw new MalformedDataException($"'{path}' is empty.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new MalformedDataException($"'{path}' is damaged: {error.Message}", error);
        }
    }
}
