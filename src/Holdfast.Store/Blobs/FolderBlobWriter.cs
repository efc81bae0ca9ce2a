using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Blobs;

/// <summary>A temporary file that gets its name when it is complete and on the disk.</summary>
internal sealed class FolderBlobWriter(FolderBlobStore store, string name, string temporary, SafeFileHandle file) : IBlobWriter
{
    private long written;
    private volatile bool failed;
    private bool ended;

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(file.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        try
        {
            DurableFile.WriteAt(file, temporary, bytes, offset);
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            failed = true;
            throw store.WriteFault(error, name);
        }
        var end = offset + bytes.Length;
        long seen;
        while ((seen = Interlocked.Read(ref written)) < end && Interlocked.CompareExchange(ref written, end, seen) != seen)
        {
        }
    }

    public void Commit(long length)
    {
        ObjectDisposedException.ThrowIf(file.IsClosed, this);
        if (ended) throw new InvalidOperationException($"'{name}' was committed before.");
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Interlocked.Read(ref written));
        ended = true;
        if (failed) throw new StorageException(StorageFault.WriteFailed, $"'{name}' is not complete: a write failed.");
        try
        {
            if (RandomAccess.GetLength(file) != length) DurableFile.Cut(file, temporary, length);
            FailPoint.Reach("blob.write");
            DurableFile.Sync(file, temporary);
            FailPoint.Reach("blob.sync");
            store.Publish(temporary, name);
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw store.WriteFault(error, name);
        }
    }

    public void Dispose()
    {
        if (file.IsClosed) return;
        file.Dispose();
        store.Discard(temporary);
    }
}
