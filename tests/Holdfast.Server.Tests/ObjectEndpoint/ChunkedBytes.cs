using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Server.ObjectEndpoint.Bodies;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Bodies in chunks, as clients make them.</summary>
internal static class ChunkedBytes
{
    /// <summary>Signed and with trailers as the request says it is.</summary>
    internal static byte[] Of(RawRequest request, byte[] content, int length)
    {
        var isSigned = request.PayloadHash!.Contains("HMAC", StringComparison.Ordinal);
        var previous = request.Signature;
        using var body = new MemoryStream();
        for (var at = 0; at <= content.Length; at += length)
        {
            var chunk = content.AsSpan(at, Math.Min(length, content.Length - at));
            Chunk(chunk);
            if (chunk.Length is > 0 && at + length >= content.Length) Chunk([]);
        }
        if (!request.PayloadHash.EndsWith("TRAILER", StringComparison.Ordinal))
        {
            body.Write("\r\n"u8);
            return body.ToArray();
        }
        using var checksum = NamedChecksum.Of("x-amz-checksum-crc32c");
        checksum.Append(content);
        var line = $"x-amz-checksum-crc32c:{Convert.ToBase64String(checksum.Value())}";
        body.Write(Encoding.ASCII.GetBytes(line + "\r\n"));
        if (isSigned)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(line + "\n")));
            body.Write(Encoding.ASCII.GetBytes($"x-amz-trailer-signature:{request.Key.Sign($"AWS4-HMAC-SHA256-TRAILER\n{request.Stamp}\n{request.Scope.Text}\n{previous}\n{hash}")}\r\n"));
        }
        body.Write("\r\n"u8);
        return body.ToArray();

        void Chunk(ReadOnlySpan<byte> chunk)
        {
            var head = chunk.Length.ToString("x", CultureInfo.InvariantCulture);
            if (isSigned)
            {
                var nothing = Convert.ToHexStringLower(SHA256.HashData([]));
                previous = request.Key.Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{request.Stamp}\n{request.Scope.Text}\n{previous}\n{nothing}\n{Convert.ToHexStringLower(SHA256.HashData(chunk))}");
                head += $";chunk-signature={previous}";
            }
            body.Write(Encoding.ASCII.GetBytes(head + "\r\n"));
            body.Write(chunk);
            if (chunk.Length > 0) body.Write("\r\n"u8);
        }
    }
}
