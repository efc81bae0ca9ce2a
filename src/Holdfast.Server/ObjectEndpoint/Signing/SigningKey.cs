using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>The key of one day, region, and service, made from a secret (Signature Version 4).</summary>
internal sealed class SigningKey
{
    private readonly byte[] key;

    internal SigningKey(string secret, CredentialScope scope)
    {
        var made = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(scope.Date));
        made = HMACSHA256.HashData(made, Encoding.UTF8.GetBytes(scope.Region));
        made = HMACSHA256.HashData(made, Encoding.UTF8.GetBytes(scope.Service));
        key = HMACSHA256.HashData(made, "aws4_request"u8);
    }

    /// <summary>64 hexadecimal digits.</summary>
    internal string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>Takes the same time wherever the two differ.</summary>
    internal static bool AreEqual(string expected, string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
