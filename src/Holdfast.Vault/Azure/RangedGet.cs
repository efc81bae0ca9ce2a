using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Holdfast.Store;

namespace Holdfast.Vault.Azure;

/// <summary>Fills a buffer from a range of a blob, going on where an answer broke off. What the bytes are is checked by whoever reads them: records are sealed.</summary>
internal static class RangedGet
{
    /// <summary>One request; returns how many bytes came before it broke off, with the error that did it, or null.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.Damaged"/>: the blob ends before.</exception>
    public static int Read(BlobBaseClient blob, string name, long offset, Span<byte> destination, AzureNetwork network, out Exception? broken)
    {
        var filled = 0;
        broken = null;
        try
        {
            var answer = blob.DownloadStreaming(new BlobDownloadOptions { Range = new HttpRange(offset, destination.Length) });
            using var content = answer.Value.Content;
            if (Total(answer.Value.Details) is { } total && offset + destination.Length > total)
                throw new StorageException(StorageFault.Damaged, $"'{name}' ends before byte {offset + destination.Length}.");
            var started = network.Clock.GetTimestamp();
            while (filled < destination.Length)
            {
                var read = content.Read(destination[filled..]);
                if (read == 0) throw new IOException("The answer was cut off.");
                filled += read;
                if (filled < destination.Length && network.Clock.GetElapsedTime(started) > network.Patience(destination.Length)) throw new IOException("The answer came too slowly.");
            }
        }
        catch (Exception error) when (AzureFault.IsExpected(error))
        {
            broken = error;
        }
        return filled;
    }

    /// <summary>The length of the whole blob, from "bytes 0-9/100".</summary>
    private static long? Total(BlobDownloadDetails details)
    {
        var range = details.ContentRange;
        if (range is null) return null;
        return long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;
    }
}
