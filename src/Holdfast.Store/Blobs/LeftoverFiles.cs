using Holdfast.Store.Durability;

namespace Holdfast.Store.Blobs;

/// <summary>Temporary files whose writer died. A living writer holds a shared lock on its file, so what can be locked is dead.</summary>
internal static class LeftoverFiles
{
    public static void Remove(string folder)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            try
            {
                using var held = DurableFile.TryLock(file.FullName);
                if (held is not null) DurableFile.Remove(file.FullName);
            }
            catch (DurabilityException error) when (error.Errno == DurabilityException.ReadOnlyFileSystem)
            {
                return; // they wait until the disk can be written again
            }
        }
    }
}
