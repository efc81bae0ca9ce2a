using System.Security.Cryptography;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>Signatures of a body's chunks: each is made over the one before, so that none can be left out, added, or moved.</summary>
internal sealed class BodySignature(SigningKey key, CredentialScope scope, string stamp, string seed)
{
    private static readonly string hashOfNothing = Convert.ToHexStringLower(SHA256.HashData([]));
    private string previous = seed;

    /// <summary>Whether a chunk's signature holds. The next one goes on from it.</summary>
    internal bool IsChunk(string signature, ReadOnlySpan<byte> hash) =>
        IsNext(signature, $"AWS4-HMAC-SHA256-PAYLOAD\n{stamp}\n{scope.Text}\n{previous}\n{hashOfNothing}\n{Convert.ToHexStringLower(hash)}");

    /// <param name="hash">SHA-256 of the trailer's lines.</param>
    internal bool IsTrailer(string signature, ReadOnlySpan<byte> hash) =>
        IsNext(signature, $"AWS4-HMAC-SHA256-TRAILER\n{stamp}\n{scope.Text}\n{previous}\n{Convert.ToHexStringLower(hash)}");

    private bool IsNext(string signature, string text)
    {
        var expected = key.Sign(text);
        previous = expected;
        return SigningKey.AreEqual(expected, signature);
    }
}
