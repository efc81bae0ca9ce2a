using System.Buffers.Text;
using System.Security.Cryptography;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.VaultService.Hosting;

namespace Holdfast.VaultService.Administrators;

/// <summary>Links into the portal: codes of 256 bits for one use within two minutes, kept in memory by their hash.</summary>
internal sealed class OwnerLinks(TimeProvider clock)
{
    private const int Most = 100;
    private static readonly TimeSpan life = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, (string Administrator, DateTimeOffset Expires)> makers = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <param name="administrator">Who makes it; empty for whoever has the data folder.</param>
    internal SignInLink Make(string administrator)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        lock (gate)
        {
            foreach (var old in makers.Where(entry => entry.Value.Expires <= now).Select(entry => entry.Key).ToList()) makers.Remove(old);
            if (makers.Count >= Most) makers.Remove(makers.MinBy(entry => entry.Value.Expires).Key);
            makers.Add(KnownCallers.HashOf(code), (administrator, now + life));
        }
        return new SignInLink(code, "/signin?link=" + code, now + life);
    }

    /// <summary>Uses a code up: who made it; null where it is none, or its time is over.</summary>
    internal string? Take(string code)
    {
        lock (gate) return makers.Remove(KnownCallers.HashOf(code), out var maker) && maker.Expires > clock.GetUtcNow() ? maker.Administrator : null;
    }
}
