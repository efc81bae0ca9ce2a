using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Accounts;

/// <summary>Sessions: random tokens of 256 bits that the catalog knows by their hash alone.</summary>
internal sealed class Sessions(SessionTable table, AccountTable accounts, Settings settings, TimeProvider time)
{
    // A session's last use is written down once a minute: not every request is worth a flush.
    private static readonly TimeSpan resolution = TimeSpan.FromMinutes(1);

    internal TimeSpan Idle { get; } = TimeSpan.FromMinutes(settings.Get(AccountSettings.SessionIdleMinutes)!.Value);

    internal TimeSpan Longest { get; } = TimeSpan.FromHours(settings.Get(AccountSettings.SessionHours)!.Value);

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>A new session's token and its end.</summary>
    internal (string Token, DateTimeOffset Expires) Begin(string? accountId, string name, Roles role)
    {
        var now = time.GetUtcNow();
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        table.DeleteBefore(CatalogTime.From(now - Longest), CatalogTime.From(now - Idle));
        table.Add(new SessionRow
        {
            TokenHash = Hash(token), AccountId = accountId, Name = name, Role = RoleNames.Of(role), Created = CatalogTime.From(now), LastUsed = CatalogTime.From(now),
        });
        return (token, now + Longest);
    }

    /// <summary>Whose token this is; null where it is nobody's or its time is over.</summary>
    internal Caller? Find(string token)
    {
        var hash = Hash(token);
        if (table.Find(hash) is not { } session) return null;
        var now = time.GetUtcNow();
        if (now - CatalogTime.To(session.Created) >= Longest || now - CatalogTime.To(session.LastUsed) >= Idle)
        {
            table.Delete(hash);
            return null;
        }
        if (now - CatalogTime.To(session.LastUsed) >= resolution) table.Used(hash, CatalogTime.From(now));
        if (session.AccountId is null) return new Caller(session.Name, RoleNames.Parse(session.Role), CallerScope.Everything, null, hash);
        return accounts.ById(session.AccountId)?.ToCaller(hash);
    }

    internal void End(string hash) => table.Delete(hash);
}
