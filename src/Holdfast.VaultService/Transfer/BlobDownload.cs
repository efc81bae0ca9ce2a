using System.Buffers;
using System.Net.Http.Headers;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Holdfast.VaultService.Transfer;

/// <summary>GET and HEAD of one blob or a range of it.</summary>
internal static class BlobDownload
{
    private const int Piece = 512 << 10;

    private static readonly MinDataRate leastRate = new(bytesPerSecond: 1 << 10, gracePeriod: TimeSpan.FromSeconds(30));

    public static async Task Handle(HttpContext context, ITransferVault vault, TransferName name)
    {
        var blobs = vault.Blobs(name.Server);
        var length = blobs.GetLength(name.Name);
        var response = context.Response;
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = "application/octet-stream";
        var (from, to) = Range(context.Request.Headers.Range.ToString(), length, out var isPart);
        response.ContentLength = to - from;
        // Of a part it says nothing.
        if (to - from == length && vault.HashOf(name.Server, name.Name) is { } hash) response.Headers[VaultWire.HashHeader] = hash.ToString();
        if (HttpMethods.IsHead(context.Request.Method)) return;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = leastRate;
        if (isPart)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{to - 1}/{length}";
        }
        await Send(context, blobs, name.Name, from, to);
    }

    private static async Task Send(HttpContext context, Store.Blobs.IBlobStore blobs, string name, long from, long to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(to - from, 1, Piece));
        try
        {
            while (from < to)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(to - from, buffer.Length));
                try
                {
                    blobs.Read(name, from, piece.Span);
                }
                catch (StorageException) when (context.Response.HasStarted)
                {
                    // Half of it is sent under a good status: the only honest end is a cut connection.
                    context.Abort();
                    return;
                }
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                from += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>From and past-the-end of what is wanted: one range of bytes, or all.</summary>
    private static (long From, long To) Range(string header, long length, out bool isPart)
    {
        isPart = header.Length > 0;
        if (!isPart) return (0, length);
        if (!RangeHeaderValue.TryParse(header, out var parsed) || parsed.Unit != "bytes" || parsed.Ranges.Count != 1) throw TransferRefusal.Range();
        var range = parsed.Ranges.First();
        if (range.From is not { } from || from >= length) throw TransferRefusal.Range();
        return (from, range.To is { } last && last < length ? last + 1 : length);
    }
}
