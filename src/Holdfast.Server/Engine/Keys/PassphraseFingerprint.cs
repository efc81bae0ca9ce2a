using System.Security.Cryptography;
using System.Text;
using Holdfast.Format.Keys;

namespace Holdfast.Server.Engine.Keys;

/// <summary>
/// Tells on paper which passphrase is meant. It costs whoever guesses as much as a key slot does, of which the vault holds one anyway, and it is another one for each
/// server, so that equal passphrases do not show.
/// </summary>
internal static class PassphraseFingerprint
{
    private const int Size = 8;

    /// <returns>Four groups of four hexadecimal digits.</returns>
    internal static string Of(string passphrase, string serverId)
    {
        var salt = SHA256.HashData(Encoding.ASCII.GetBytes("holdfast passphrase fingerprint v1:" + serverId))[..PassphraseKdf.SaltSize];
        var digits = Convert.ToHexStringLower(SHA256.HashData(PassphraseKdf.Default.Derive(passphrase, salt))[..Size]);
        return string.Join(' ', digits.Chunk(4).Select(group => new string(group)));
    }
}
