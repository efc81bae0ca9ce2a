using Holdfast.Server.ObjectEndpoint.Requests;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>Decides whether a request was signed by somebody who may, not long ago, and as it came (AWS Signature Version 4).</summary>
/// <param name="find">The signer of an access key; null where there is none, or none any more.</param>
internal sealed class SignatureCheck<T>(Func<string, T?> find, TimeProvider time) where T : class, ISigner
{
    internal const string Unsigned = "UNSIGNED-PAYLOAD";

    private const string Service = "s3";

    /// <summary>How far the clocks of both may be apart.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <exception cref="S3Exception">Why it is refused.</exception>
    internal SignedBy<T> Verify(string method, S3Target target, IHeaderDictionary headers)
    {
        var claim = SignatureClaim.Read(target, headers);
        var signer = find(claim.Scope.AccessKey) ?? throw new S3Exception(S3Error.InvalidAccessKeyId, "The access key does not exist, or its bucket was closed.");
        CheckScope(claim, signer);
        CheckHeaders(claim, headers);
        CheckTime(claim);
        var payloadHash = PayloadHash(claim, headers);
        var key = new SigningKey(signer.Secret, claim.Scope);
        var request = CanonicalRequest.Build(method, target, headers, claim.Signed, payloadHash);
        var expected = key.Sign(CanonicalRequest.StringToSign(claim.Stamp, claim.Scope, request));
        if (!SigningKey.AreEqual(expected, claim.Signature))
            throw new S3Exception(S3Error.SignatureDoesNotMatch, "The signature that was computed here is another one. Check the secret and how the request is signed.");
        return new SignedBy<T>(signer, key, claim.Scope, claim.Stamp, expected, payloadHash);
    }

    private void CheckScope(SignatureClaim claim, T signer)
    {
        if (claim.Scope.Service != Service || !claim.Stamp.StartsWith(claim.Scope.Date, StringComparison.Ordinal))
            throw new S3Exception(S3Error.AuthorizationHeaderMalformed, "Service or date of the credential are not those of the request.");
        if (claim.Scope.Region != signer.Region) throw new S3Exception(S3Error.AuthorizationHeaderMalformed, $"The region is wrong; expecting '{signer.Region}'.");
    }

    // What is not signed could have been put there by anybody between: no header of the protocol may be.
    private static void CheckHeaders(SignatureClaim claim, IHeaderDictionary headers)
    {
        var loose = headers.Keys.FirstOrDefault(name => (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            && !claim.Signed.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (loose is not null || !claim.Signed.Contains("host")) throw new S3Exception(S3Error.AccessDenied, "There were headers in the request that were not signed.");
        if (!claim.IsPresigned && !claim.Signed.Contains("x-amz-date") && !claim.Signed.Contains("date")) throw new S3Exception(S3Error.AccessDenied, "The date was not signed.");
    }

    private void CheckTime(SignatureClaim claim)
    {
        var now = time.GetUtcNow();
        if (claim.Time - now > Skew || (!claim.IsPresigned && now - claim.Time > Skew))
            throw new S3Exception(S3Error.RequestTimeTooSkewed, "The difference between the time of the request and the time here is too large.");
        if (claim.Expires is { } life && now > claim.Time + life) throw new S3Exception(S3Error.AccessDenied, "The request has expired.");
    }

    private static string PayloadHash(SignatureClaim claim, IHeaderDictionary headers) => headers["x-amz-content-sha256"] switch
    {
        [{ Length: > 0 } value] => value,
        [] when claim.IsPresigned => Unsigned,
        _ => throw new S3Exception(S3Error.InvalidRequest, "The header x-amz-content-sha256 is missing."),
    };
}
