using System.Security.Cryptography;
using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>Everything that is computed over a body while it comes, and compared at its end. One thread.</summary>
internal sealed class BodyDigest : IDisposable
{
    private readonly IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly IncrementalHash? sha256;
    private readonly Dictionary<string, NamedChecksum> named = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="names">Headers of checksums that came or will come.</param>
    /// <exception cref="S3Exception">NotImplemented.</exception>
    internal BodyDigest(bool withSha256, IEnumerable<string> names)
    {
        if (withSha256) sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names) named.TryAdd(name, NamedChecksum.Of(name));
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        md5.AppendData(bytes);
        sha256?.AppendData(bytes);
        foreach (var checksum in named.Values) checksum.Append(bytes);
    }

    internal byte[] Md5() => md5.GetHashAndReset();

    /// <exception cref="S3Exception">XAmzContentSHA256Mismatch.</exception>
    internal void CheckSha256(string expected)
    {
        if (sha256 is not null && Convert.ToHexStringLower(sha256.GetHashAndReset()) != expected.ToLowerInvariant())
            throw new S3Exception(S3Error.ContentHashMismatch, "The body is not the one whose hash was signed.");
    }

    /// <exception cref="S3Exception">BadDigest, or InvalidDigest.</exception>
    internal void CheckNamed(string name, string expected)
    {
        Span<byte> given = stackalloc byte[64];
        if (!Convert.TryFromBase64String(expected.Trim(), given, out var length)) throw new S3Exception(S3Error.InvalidDigest, $"{name} is no Base64.");
        if (!named.TryGetValue(name, out var checksum) || !checksum.Value().AsSpan().SequenceEqual(given[..length])) throw new S3Exception(S3Error.BadDigest, $"The body does not have the {name} that was given.");
    }

    public void Dispose()
    {
        md5.Dispose();
        sha256?.Dispose();
        foreach (var checksum in named.Values) checksum.Dispose();
    }
}
