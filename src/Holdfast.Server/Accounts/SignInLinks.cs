using System.Buffers.Text;
using System.Security.Cryptography;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Accounts;

/// <summary>Links into the console: codes of 256 bits for one use within two minutes, kept in memory by their hash.</summary>
internal sealed class SignInLinks(TimeProvider time)
{
    private const int Most = 100;
    private static readonly TimeSpan life = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, Maker> makers = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Who made a link.</summary>
    internal sealed record Maker(string? AccountId, string Name, Roles Role, DateTimeOffset Expires);

    internal SignInLink Make(ApiCall call)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var caller = call.Caller;
        var maker = new Maker(caller.AccountId, caller.Name, caller.Role, time.GetUtcNow() + life);
        lock (gate)
        {
            foreach (var old in makers.Where(entry => entry.Value.Expires <= time.GetUtcNow()).Select(entry => entry.Key).ToList()) makers.Remove(old);
            if (makers.Count >= Most) makers.Remove(makers.MinBy(entry => entry.Value.Expires).Key);
            makers.Add(Sessions.Hash(code), maker);
        }
        return new SignInLink(code, "/signin?link=" + code, maker.Expires);
    }

    /// <summary>Uses a code up; null where it is none, or its time is over.</summary>
    internal Maker? Take(string code)
    {
        lock (gate) return makers.Remove(Sessions.Hash(code), out var maker) && maker.Expires > time.GetUtcNow() ? maker : null;
    }
}
