using System.Buffers;
using System.Globalization;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>Requests about whole objects.</summary>
internal sealed class ObjectOperations(BodyReader bodies, long longestPart, ILogger log)
{
    private const int PieceLength = 256 << 10;

    internal async Task Put(S3Call call)
    {
        var request = call.Context.Request;
        if (request.Headers.ContainsKey("x-amz-copy-source")) throw new S3Exception(S3Error.NotImplemented, "Nothing can be copied here.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted, call.Bucket.Closing);
        var body = await bodies.Read(request, call.Signed.PayloadHash, call.Signed.ForBody(), longestPart, either.Token);
        var finished = await call.Bucket.Put(call.Key, body);
        call.Context.Response.Headers.ETag = $"\"{finished.Tag}\"";
    }

    internal Task Head(S3Call call)
    {
        var found = call.Bucket.Find(call.Key);
        if (!Describe(call, found)) return Task.CompletedTask;
        Range(call, found);
        return Task.CompletedTask;
    }

    internal async Task Get(S3Call call)
    {
        var found = call.Bucket.Find(call.Key);
        var offered = call.Bucket.Offered(call.Key) ?? throw new S3Exception(S3Error.InvalidObjectState, "The object was taken into a recovery point; it is read by recovering.");
        if (!Describe(call, found)) return;
        var range = Range(call, found);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted, call.Bucket.Closing);
        var isWhole = false;
        try
        {
            await using var content = await Task.Run(offered.Open, either.Token);
            if (range.Start != 0) content.Seek(range.Start, SeekOrigin.Begin);
            isWhole = await Copy(content, call.Context.Response.Body, range.Length, either.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException && !call.Context.RequestAborted.IsCancellationRequested)
        {
            log.LogError(failure, "{Key} could not be read for a database server.", call.Key);
        }
        // The length was announced: a connection that ends short of it cannot be taken for the object.
        if (!isWhole) call.Context.Abort();
    }

    /// <summary>Deletes nothing: what was taken is not here any more, what is offered is not the caller's, and what is under way is aborted by its own request.</summary>
    internal static Task Delete(S3Call call)
    {
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // False where the answer is complete without content.
    private static bool Describe(S3Call call, ListedObject found)
    {
        var (request, response) = (call.Context.Request.Headers, call.Context.Response);
        var tag = $"\"{found.Tag}\"";
        if (request.IfMatch is [{ } match] && match != "*" && match != tag) throw new S3Exception(S3Error.PreconditionFailed, "The object is another one now.");
        response.Headers.ETag = tag;
        response.Headers.LastModified = found.Time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = "binary/octet-stream";
        if (request.IfNoneMatch is not [{ } none] || (none != "*" && none != tag)) return true;
        response.StatusCode = StatusCodes.Status304NotModified;
        return false;
    }

    private static ByteRange Range(S3Call call, ListedObject found)
    {
        var response = call.Context.Response;
        var range = ByteRange.Parse(call.Context.Request.Headers.Range, found.Length);
        response.ContentLength = range?.Length ?? found.Length;
        if (range is null) return new ByteRange(0, found.Length);
        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.Start}-{range.Start + range.Length - 1}/{found.Length}");
        return range;
    }

    private static async Task<bool> Copy(Stream source, Stream target, long length, CancellationToken cancellation)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            while (length > 0)
            {
                var count = await source.ReadAsync(piece.AsMemory(0, (int)Math.Min(PieceLength, length)), cancellation);
                if (count == 0) return false;
                await target.WriteAsync(piece.AsMemory(0, count), cancellation);
                length -= count;
            }
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
