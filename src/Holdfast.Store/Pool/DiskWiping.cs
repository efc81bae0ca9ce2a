using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Pool;

/// <summary>Empties a disk that left the pool, so that its folder can be used again.</summary>
internal static class DiskWiping
{
    public static void Wipe(PoolDisk disk)
    {
        try
        {
            foreach (var blob in disk.List("")) disk.Store.Delete(blob.Name);
            foreach (var file in new DirectoryInfo(disk.Path).GetFiles(BlobName.Reserved + "*")) DurableFile.Remove(file.FullName);
            DurableFile.SyncDirectory(disk.Path);
            foreach (var folder in new DirectoryInfo(disk.Path).EnumerateDirectories().Where(folder => folder.Name == ".tmp" || BlobName.IsValid(folder.Name)))
                folder.Delete(recursive: true);
        }
        catch (Exception error) when (IoFault.IsExpected(error) || error is StorageException)
        {
            // The disk is out of the pool, and the others know it: what is left on it harms nobody.
        }
    }
}
