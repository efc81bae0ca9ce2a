using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>Whose key signed, and for what: AKID/20260102/us-east-1/s3/aws4_request.</summary>
internal sealed record CredentialScope(string AccessKey, string Date, string Region, string Service)
{
    private const int LongestKey = 128;

    internal string Text => $"{Date}/{Region}/{Service}/aws4_request";

    /// <exception cref="S3Exception">AuthorizationHeaderMalformed.</exception>
    internal static CredentialScope Parse(string text)
    {
        var parts = text.Split('/');
        return parts is [{ Length: > 0 and <= LongestKey }, { Length: 8 }, { Length: > 0 }, { Length: > 0 }, "aws4_request"]
            ? new CredentialScope(parts[0], parts[1], parts[2], parts[3])
            : throw new S3Exception(S3Error.AuthorizationHeaderMalformed, "The credential must be KEY/DATE/REGION/s3/aws4_request.");
    }
}
