using Holdfast.Store.Durability;

namespace Holdfast.Store.Blobs;

/// <summary>What an error of the file system means to the store. An error that another try may not meet is never called damage.</summary>
internal static class IoFault
{
    public static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>This process has too many files open or no memory: says nothing about the disk.</summary>
    public static bool IsOfProcess(Exception? error) => error is not null && Errno(error) is 23 or 24 or 12; // ENFILE, EMFILE, ENOMEM

    public static StorageException OfWrite(Exception error, string what) => Of(error, what, StorageFault.WriteFailed);

    public static StorageException OfRead(Exception error, string what) => Of(error, what, StorageFault.Unavailable);

    private static StorageException Of(Exception error, string what, StorageFault otherwise)
    {
        var fault = Errno(error) switch
        {
            DurabilityException.NoSpace or DurabilityException.QuotaExceeded => StorageFault.PoolFull,
            DurabilityException.ReadOnlyFileSystem => StorageFault.DiskReadOnly,
            DurabilityException.NotFound => StorageFault.NotFound,
            DurabilityException.AccessDenied or DurabilityException.NotPermitted => StorageFault.Forbidden,
            _ => otherwise,
        };
        return new StorageException(fault, $"{what}: {error.Message}", error);
    }

    private static int Errno(Exception error) => error switch
    {
        DurabilityException durability => durability.Errno,
        FileNotFoundException or DirectoryNotFoundException => DurabilityException.NotFound,
        UnauthorizedAccessException => DurabilityException.AccessDenied,
        IOException io => DurableFile.ErrnoOf(io),
        _ => 0,
    };
}
