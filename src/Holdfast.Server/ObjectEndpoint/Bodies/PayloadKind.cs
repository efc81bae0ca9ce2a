using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>How a body is framed and protected, as x-amz-content-sha256 says.</summary>
/// <param name="IsChunked">In chunks with lines between them.</param>
/// <param name="IsSigned">Each chunk has a signature.</param>
/// <param name="HasTrailer">Headers follow the last chunk.</param>
/// <param name="Sha256">Of the whole body; null where it was not signed.</param>
internal sealed record PayloadKind(bool IsChunked, bool IsSigned, bool HasTrailer, string? Sha256)
{
    /// <exception cref="S3Exception">InvalidArgument, or NotImplemented.</exception>
    internal static PayloadKind Parse(string word) => word switch
    {
        "UNSIGNED-PAYLOAD" => new PayloadKind(false, false, false, null),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => new PayloadKind(true, true, false, null),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new PayloadKind(true, true, true, null),
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => new PayloadKind(true, false, true, null),
        { Length: 64 } when word.All(char.IsAsciiHexDigit) => new PayloadKind(false, false, false, word),
        _ when word.StartsWith("STREAMING-", StringComparison.Ordinal) => throw new S3Exception(S3Error.NotImplemented, "Bodies protected in this way are not understood here."),
        _ => throw new S3Exception(S3Error.InvalidArgument, "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a word that begins with STREAMING-, or the SHA-256 of the body."),
    };
}
