using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Server.ObjectEndpoint.Requests;
using Holdfast.Server.ObjectEndpoint.Signing;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>Reads a body in the chunks of aws-chunked: each with its length and, where they are signed, its signature.</summary>
/// <param name="signature">Checks the chunks; null where they are not signed.</param>
internal sealed class ChunkedBody(Stream source, BodySignature? signature, bool hasTrailer, long length)
{
    private const int MostTrailers = 16, MostEmptyLines = 4;
    private const string SignatureMark = ";chunk-signature=", TrailerSignature = "x-amz-trailer-signature";
    private readonly LineBuffer lines = new(source);

    /// <summary>Reads all of it.</summary>
    /// <returns>What came behind the last chunk, by name in lower case.</returns>
    /// <exception cref="S3Exception">It is cut off, longer or shorter than was said, or a signature does not hold.</exception>
    internal async Task<Dictionary<string, string>> Read(PartBuffer target, BodyDigest digest, CancellationToken cancellation)
    {
        using var hash = signature is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (true)
        {
            var (size, signed) = Header(await lines.Line(cancellation), length - target.Length);
            for (var left = size; left > 0;)
            {
                var space = target.Space(left);
                var count = await lines.Read(space, cancellation);
                digest.Append(space.Span[..count]);
                hash?.AppendData(space.Span[..count]);
                target.Advance(count);
                left -= count;
            }
            if (hash is not null && !signature!.IsChunk(signed, hash.GetHashAndReset())) throw Unsigned();
            if (size == 0) break;
            if ((await lines.Line(cancellation)).Length != 0) throw Malformed();
        }
        if (target.Length != length) throw new S3Exception(S3Error.IncompleteBody, "The body is not as long as x-amz-decoded-content-length says.");
        var trailers = await Trailers(cancellation);
        return await lines.IsAtEnd(cancellation) ? trailers : throw Malformed();
    }

    private (long Size, string Signature) Header(string line, long most)
    {
        var mark = line.IndexOf(';', StringComparison.Ordinal);
        var digits = mark < 0 ? line : line[..mark];
        var signed = mark < 0 ? "" : line[mark..];
        if (digits.Length is 0 or > 8 || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)) throw Malformed();
        if (size > most) throw new S3Exception(S3Error.IncompleteBody, "The body is longer than x-amz-decoded-content-length says.");
        if (signature is null) return (size, "");
        return signed.StartsWith(SignatureMark, StringComparison.Ordinal) ? (size, signed[SignatureMark.Length..]) : throw Malformed();
    }

    private async Task<Dictionary<string, string>> Trailers(CancellationToken cancellation)
    {
        var trailers = new Dictionary<string, string>();
        var text = new StringBuilder();
        var isSigned = signature is null || !hasTrailer;
        for (var empty = 0; empty < MostEmptyLines;)
        {
            var line = await lines.Line(cancellation);
            if (line.Length == 0)
            {
                if (isSigned) return trailers;
                empty++; // some put empty lines between the trailers and their signature
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (!hasTrailer || colon < 1 || trailers.Count == MostTrailers) throw Malformed();
            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == TrailerSignature)
            {
                if (isSigned || !signature!.IsTrailer(value, SHA256.HashData(Encoding.Latin1.GetBytes(text.ToString())))) throw Unsigned();
                isSigned = true;
            }
            else if (isSigned && signature is not null || !trailers.TryAdd(name, value))
            {
                throw Malformed();
            }
            else
            {
                text.Append(name).Append(':').Append(value).Append('\n');
            }
        }
        throw Malformed();
    }

    private static S3Exception Malformed() => new(S3Error.InvalidRequest, "The chunks of the body cannot be read.");

    private static S3Exception Unsigned() => new(S3Error.SignatureDoesNotMatch, "The signature of a chunk does not hold.");
}
