using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;

namespace Holdfast.Server.Setup.Hosting;

/// <summary>
/// Who may use a setup: whoever has a link that this computer has printed, or that somebody who is signed in has made. Everything is in memory and ends with the process.
/// </summary>
internal sealed class SetupSessions(TimeProvider time)
{
    internal const string Name = "setup";
    private const int SecretLength = 32, MostLinks = 8, MostSessions = 8;

    /// <summary>The first link waits for whoever reads what the start has printed; further ones do not.</summary>
    private static readonly TimeSpan firstLink = TimeSpan.FromDays(7), laterLink = TimeSpan.FromMinutes(2), longestSession = TimeSpan.FromHours(12);

    private readonly Lock gate = new();
    private readonly List<(byte[] Hash, DateTimeOffset Expires)> links = [], sessions = [];

    internal SetupLink FirstLink() => MakeLink(firstLink);

    internal SetupLink LaterLink() => MakeLink(laterLink);

    /// <summary>Takes a link's code, which then is good no more.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SetupLinkRefused"/>.</exception>
    internal SignedIn SignIn(string code)
    {
        lock (gate)
        {
            Forget(links);
            var place = Find(links, code);
            if (place < 0) throw new HoldfastException(ErrorCode.SetupLinkRefused, "The link was not accepted.");
            links.RemoveAt(place);
            Forget(sessions);
            if (sessions.Count >= MostSessions) sessions.RemoveAt(0);
            var token = NewSecret();
            var expires = time.GetUtcNow() + longestSession;
            sessions.Add((Hash(token), expires));
            return new SignedIn(token, Name, RoleNames.Administrator, expires, (int)longestSession.TotalMinutes);
        }
    }

    /// <summary>Whose token this is; null where it is nobody's or its time is over.</summary>
    internal Caller? Find(string token)
    {
        lock (gate)
        {
            Forget(sessions);
            return Find(sessions, token) < 0 ? null : new Caller(Name, Roles.Administrator, CallerScope.Everything, null, Convert.ToHexStringLower(Hash(token)));
        }
    }

    internal void End(string hash)
    {
        lock (gate) sessions.RemoveAll(session => Convert.ToHexStringLower(session.Hash) == hash);
    }

    private SetupLink MakeLink(TimeSpan life)
    {
        lock (gate)
        {
            Forget(links);
            if (links.Count >= MostLinks) links.RemoveAt(0);
            var code = NewSecret();
            var expires = time.GetUtcNow() + life;
            links.Add((Hash(code), expires));
            return new SetupLink(code, "/signin?link=" + code, expires);
        }
    }

    private void Forget(List<(byte[] Hash, DateTimeOffset Expires)> secrets)
    {
        var now = time.GetUtcNow();
        secrets.RemoveAll(secret => secret.Expires <= now);
    }

    private static int Find(List<(byte[] Hash, DateTimeOffset Expires)> secrets, string given)
    {
        var hash = Hash(given);
        return secrets.FindIndex(secret => CryptographicOperations.FixedTimeEquals(secret.Hash, hash));
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
