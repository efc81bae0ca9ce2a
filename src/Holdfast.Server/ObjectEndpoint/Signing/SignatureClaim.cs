using System.Globalization;
using Holdfast.Server.ObjectEndpoint.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>What a request says about its signature, in the Authorization header or in its address. Nothing of it is believed yet.</summary>
/// <param name="Signed">Names of the signed headers, in lower case, in order.</param>
/// <param name="Stamp">As it was signed: 20260102T030405Z.</param>
/// <param name="Expires">How long an address is good for; null for a header.</param>
internal sealed record SignatureClaim(CredentialScope Scope, IReadOnlyList<string> Signed, string Signature, string Stamp, DateTimeOffset Time, TimeSpan? Expires)
{
    private const string Algorithm = "AWS4-HMAC-SHA256", StampFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int LongestHeader = 8 << 10, LongestLife = 604800;

    internal bool IsPresigned => Expires is not null;

    /// <exception cref="S3Exception">There is none, there are two, or it cannot be read.</exception>
    internal static SignatureClaim Read(S3Target target, IHeaderDictionary headers)
    {
        var header = headers.Authorization;
        if (target.Value("X-Amz-Algorithm") is { } algorithm)
            return header.Count == 0 ? FromAddress(target, algorithm) : throw new S3Exception(S3Error.InvalidArgument, "Only one way of signing can be used.");
        if (header.Count != 1 || header[0] is not { Length: > 0 and <= LongestHeader } text) throw new S3Exception(S3Error.AccessDenied, "The request is not signed.");
        if (!text.StartsWith(Algorithm + " ", StringComparison.Ordinal)) throw new S3Exception(S3Error.InvalidRequest, $"Only {Algorithm} is understood.");
        return FromHeader(text[(Algorithm.Length + 1)..], headers);
    }

    private static SignatureClaim FromHeader(string text, IHeaderDictionary headers)
    {
        string? credential = null, signed = null, signature = null;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("Credential=", StringComparison.Ordinal) && credential is null) credential = part["Credential=".Length..];
            else if (part.StartsWith("SignedHeaders=", StringComparison.Ordinal) && signed is null) signed = part["SignedHeaders=".Length..];
            else if (part.StartsWith("Signature=", StringComparison.Ordinal) && signature is null) signature = part["Signature=".Length..];
            else throw Malformed();
        }
        if (credential is null || signed is null || signature is null) throw Malformed();
        var (stamp, time) = Stamped(headers);
        return new SignatureClaim(CredentialScope.Parse(credential), Names(signed), signature, stamp, time, null);
    }

    private static SignatureClaim FromAddress(S3Target target, string algorithm)
    {
        if (algorithm != Algorithm) throw new S3Exception(S3Error.InvalidRequest, $"Only {Algorithm} is understood.");
        var stamp = target.Value("X-Amz-Date") ?? throw Malformed();
        if (Parse(stamp) is not { } time || !int.TryParse(target.Value("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > LongestLife)
            throw Malformed();
        return new SignatureClaim(
            CredentialScope.Parse(target.Value("X-Amz-Credential") ?? throw Malformed()), Names(target.Value("X-Amz-SignedHeaders") ?? throw Malformed()),
            target.Value("X-Amz-Signature") ?? throw Malformed(), stamp, time, TimeSpan.FromSeconds(seconds));
    }

    private static (string Stamp, DateTimeOffset Time) Stamped(IHeaderDictionary headers)
    {
        if (headers["X-Amz-Date"] is [{ } stamp]) return Parse(stamp) is { } time ? (stamp, time) : throw NoDate();
        if (headers.Date is [{ } date] && HeaderUtilities.TryParseDate(date, out var parsed))
            return (parsed.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture), parsed);
        throw NoDate();
    }

    private static DateTimeOffset? Parse(string stamp) =>
        DateTimeOffset.TryParseExact(stamp, StampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string[] Names(string signed)
    {
        var names = signed.Split(';');
        var isInOrder = names.Zip(names.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);
        return isInOrder && names.All(name => name.Length > 0 && !name.Any(char.IsAsciiLetterUpper)) ? names : throw Malformed();
    }

    private static S3Exception Malformed() => new(S3Error.AuthorizationHeaderMalformed, "The signature's data cannot be read.");

    private static S3Exception NoDate() => new(S3Error.AccessDenied, "The request must carry a valid x-amz-date or Date header.");
}
