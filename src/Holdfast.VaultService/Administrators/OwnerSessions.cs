using System.Buffers.Text;
using System.Security.Cryptography;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Hosting;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Hosting;

namespace Holdfast.VaultService.Administrators;

/// <summary>Signs administrators in. Whatever is wrong, the answer is the same; for a name that does not exist it also takes as long. Tokens are kept as hashes and end after 12 hours.</summary>
internal sealed class OwnerSessions(ServiceRecords records)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly AdministratorTable table = new(records.Database);
    private readonly AdministratorDesk desk = new(records, "sign-in");
    private readonly SignInBackoff backoff = new(records.Clock, name => name.ToUpperInvariant());
    private readonly OwnerLinks links = new(records.Clock);

    /// <param name="delay">How long the caller has to wait, where that is why.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SignInFailed"/>, <see cref="ErrorCode.CodeNeeded"/>, <see cref="ErrorCode.SignInDelayed"/>.</exception>
    internal OwnerSession Begin(OwnerSignIn signIn, string address, out TimeSpan delay)
    {
        delay = TimeSpan.Zero;
        if (signIn.Link is { } link) return BeginByLink(link);
        if (signIn.Password.Length > PasswordRule.Longest) throw Failed();
        delay = backoff.Attempt(signIn.Name, address);
        if (delay > TimeSpan.Zero) throw new HoldfastException(ErrorCode.SignInDelayed, $"There were too many failed attempts. Wait {(long)Math.Ceiling(delay.TotalSeconds)} s.");
        var row = table.Find(signIn.Name);
        if (!PasswordHashes.IsRight(row?.PasswordHash, signIn.Password)) throw Failed();
        if (row!.TotpSecret is not null)
        {
            if (string.IsNullOrEmpty(signIn.Code))
            {
                backoff.Forgive(signIn.Name, address);
                throw new HoldfastException(ErrorCode.CodeNeeded, "The administrator has a second factor: its code is missing.", "Give the six digits of the authenticator.");
            }
            if (!desk.TryTake(row, signIn.Code)) throw Failed();
        }
        backoff.Succeeded(signIn.Name, address);
        return Open(row.Name);
    }

    /// <summary>A way into the portal in the name of who makes it.</summary>
    internal SignInLink MakeLink(VaultCaller.Owner owner) => links.Make(owner.IsLocal ? "" : owner.Name);

    /// <summary>Whose token it is; null where it is nobody's or its time is over.</summary>
    internal string? Find(string tokenHash) => table.SessionOf(tokenHash, VaultTime.From(records.Clock.GetUtcNow()));

    internal void End(string tokenHash) => table.EndSession(tokenHash);

    private OwnerSession BeginByLink(string code) => Open(links.Take(code) ?? throw new HoldfastException(
        ErrorCode.SetupLinkRefused, "The link has been used, or its two minutes are over.", "Make another one with `holdfast vault console`."));

    private OwnerSession Open(string name)
    {
        var now = records.Clock.GetUtcNow();
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        table.AddSession(KnownCallers.HashOf(token), name, VaultTime.From(now + Lifetime), VaultTime.From(now));
        return new OwnerSession(name.Length == 0 ? VaultCaller.Owner.LocalName : name, token, now + Lifetime);
    }

    private static HoldfastException Failed() => new(ErrorCode.SignInFailed, "Name, password, or code was not accepted.", "Try again with the right ones.");
}
