using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Signs in by SCRAM-SHA-256 (RFC 5802, RFC 7677), bound to the TLS channel where there is one (tls-server-end-point, RFC 5929). It also proves the
/// server to us: who does not know the password's verifier cannot answer <see cref="Verify"/>.</summary>
/// <param name="binding">Hash of the server's certificate; null where the connection is not encrypted or the server does not offer binding.</param>
/// <param name="encrypted">Says to the server that we would have bound, if it had offered to.</param>
internal sealed class ScramClient(string password, byte[]? binding, bool encrypted, string nonce)
{
    private const int MostIterations = 10_000_000;

    private byte[]? serverSignature;

    public string Mechanism => binding is null ? "SCRAM-SHA-256" : "SCRAM-SHA-256-PLUS";

    private string Header => binding is not null ? "p=tls-server-end-point,," : encrypted ? "y,," : "n,,";

    private string FirstBare => $"n=,r={nonce}";

    public string First => Header + FirstBare;

    /// <summary>The answer to the server's first message.</summary>
    public string Final(string serverFirst)
    {
        var parts = Attributes(serverFirst);
        if (!parts.TryGetValue('r', out var both) || !both.StartsWith(nonce, StringComparison.Ordinal) || both.Length == nonce.Length
            || !parts.TryGetValue('s', out var salt) || !parts.TryGetValue('i', out var count)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > MostIterations) throw Malformed();
        byte[] saltBytes;
        try
        {
            saltBytes = Convert.FromBase64String(salt);
        }
        catch (FormatException)
        {
            throw Malformed();
        }
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), saltBytes, iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var channel = Convert.ToBase64String([.. Encoding.ASCII.GetBytes(Header), .. binding ?? []]);
        var withoutProof = $"c={channel},r={both}";
        var message = Encoding.UTF8.GetBytes($"{FirstBare},{serverFirst},{withoutProof}");
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), message);
        for (var i = 0; i < proof.Length; i++) proof[i] ^= clientKey[i];
        serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message);
        return $"{withoutProof},p={Convert.ToBase64String(proof)}";
    }

    /// <exception cref="WorkloadException">The server does not know the password either: it is not who it claims to be.</exception>
    public void Verify(string serverFinal)
    {
        var expected = serverSignature is null ? null : Convert.ToBase64String(serverSignature);
        if (expected is null || !Attributes(serverFinal).TryGetValue('v', out var signature) || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
            throw new WorkloadException(WorkloadFault.SignInRefused, "The server could not prove that it knows the account's password.",
                "Somebody may stand between: check address and certificate, and change the password.");
    }

    private static Dictionary<char, string> Attributes(string message)
    {
        var parts = new Dictionary<char, string>();
        foreach (var part in message.Split(','))
            if (part.Length < 2 || part[1] != '=' || !parts.TryAdd(part[0], part[2..])) throw Malformed();
        return parts;
    }

    private static MalformedDataException Malformed() => new("The server's message of SCRAM-SHA-256 is not one.");
}
