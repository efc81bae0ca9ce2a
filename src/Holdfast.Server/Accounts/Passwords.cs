using Holdfast.Server.Configuration;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Holdfast.Server.Accounts;

/// <summary>Hashes and checks passwords with the hasher of ASP.NET Core Identity. As many at a time as there are processors: a flood of sign-ins must not stop backups.</summary>
internal sealed class Passwords(Settings settings) : IDisposable
{
    private readonly Lazy<PasswordHasher<AccountRow>> hasher = new(() => new PasswordHasher<AccountRow>(Options.Create(new PasswordHasherOptions
    {
        CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3, IterationCount = settings.Get(AccountSettings.PasswordIterations)!.Value,
    })));

    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);
    private readonly AccountRow nobody = new();
    private string? nobodysHash;

    internal string Hash(string password) => InTurn(() => hasher.Value.HashPassword(nobody, password));

    /// <summary>Whether the password is the account's. For no account the same work is done, so that the answer takes as long.</summary>
    /// <returns>The hash to keep from now on where the present one is weaker than the settings want.</returns>
    internal (bool IsRight, string? Renewed) Check(AccountRow? account, string password) => InTurn<(bool, string?)>(() =>
    {
        var hash = account?.PasswordHash ?? (nobodysHash ??= hasher.Value.HashPassword(nobody, Guid.NewGuid().ToString()));
        var result = hasher.Value.VerifyHashedPassword(nobody, hash, password);
        if (account is null || result == PasswordVerificationResult.Failed) return (false, null);
        return (true, result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.Value.HashPassword(nobody, password) : null);
    });

    public void Dispose() => turns.Dispose();

    private T InTurn<T>(Func<T> work)
    {
        turns.Wait();
        try
        {
            return work();
        }
        finally
        {
            turns.Release();
        }
    }
}
