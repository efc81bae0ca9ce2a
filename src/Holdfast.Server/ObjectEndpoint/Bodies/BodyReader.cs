using System.Globalization;
using Holdfast.Server.ObjectEndpoint.Requests;
using Holdfast.Server.ObjectEndpoint.Signing;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>Takes a request's body into memory, as far as there is room, and believes nothing before all of it is there and verified.</summary>
internal sealed class BodyReader(MemoryBudget budget)
{
    /// <exception cref="S3Exception">Too long, cut off, or not what was signed.</exception>
    internal async Task<ReceivedBody> Read(HttpRequest request, string payloadHash, BodySignature signature, long longest, CancellationToken cancellation)
    {
        var kind = PayloadKind.Parse(payloadHash);
        var length = Length(request, kind);
        if (length > longest) throw new S3Exception(S3Error.EntityTooLarge, $"A body may have at most {longest} bytes here.");
        var declared = kind.HasTrailer ? request.Headers["x-amz-trailer"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        var named = request.Headers.Keys.Concat(declared).Where(NamedChecksum.IsValue);
        using var digest = new BodyDigest(kind.Sha256 is not null, named);
        var content = new PartBuffer(await budget.Take(length, cancellation));
        try
        {
            var trailers = new Dictionary<string, string>();
            if (kind.IsChunked) trailers = await new ChunkedBody(request.Body, kind.IsSigned ? signature : null, kind.HasTrailer, length).Read(content, digest, cancellation);
            else await Plain(request.Body, content, digest, length, cancellation);
            return new ReceivedBody(content, Check(request.Headers, kind, digest, trailers, declared));
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static long Length(HttpRequest request, PayloadKind kind)
    {
        if (request.Headers.TransferEncoding.Count != 0 || request.ContentLength is not { } length) throw new S3Exception(S3Error.MissingContentLength, "The request must say how long its body is.");
        if (!kind.IsChunked) return length;
        return long.TryParse(request.Headers["x-amz-decoded-content-length"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var decoded) && decoded <= length
            ? decoded : throw new S3Exception(S3Error.MissingContentLength, "The request must carry x-amz-decoded-content-length.");
    }

    private static async Task Plain(Stream source, PartBuffer target, BodyDigest digest, long length, CancellationToken cancellation)
    {
        while (target.Length < length)
        {
            var space = target.Space(length - target.Length);
            var count = await source.ReadAsync(space, cancellation);
            if (count == 0) throw new S3Exception(S3Error.IncompleteBody, "The body ended early.");
            digest.Append(space.Span[..count]);
            target.Advance(count);
        }
    }

    private static byte[] Check(IHeaderDictionary headers, PayloadKind kind, BodyDigest digest, Dictionary<string, string> trailers, string[] declared)
    {
        if (kind.Sha256 is { } sha256) digest.CheckSha256(sha256);
        foreach (var name in headers.Keys.Where(NamedChecksum.IsValue)) digest.CheckNamed(name, headers[name].ToString());
        foreach (var name in declared.Where(NamedChecksum.IsValue))
            digest.CheckNamed(name, trailers.GetValueOrDefault(name.ToLowerInvariant()) ?? throw new S3Exception(S3Error.BadDigest, $"The trailer {name} did not come."));
        var md5 = digest.Md5();
        if (headers["Content-MD5"] is [{ Length: > 0 } expected] && Convert.ToBase64String(md5) != expected.Trim()) throw new S3Exception(S3Error.BadDigest, "The body does not have the Content-MD5 that was given.");
        return md5;
    }
}
