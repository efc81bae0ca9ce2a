using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Holdfast.VaultService.Administrators;

/// <summary>Hashes and checks passwords with the hasher of ASP.NET Core Identity; at most two at a time, so that a flood of sign-ins does not stop the service.</summary>
internal static class PasswordHashes
{
    private const int Iterations = 600_000;
    private static readonly SemaphoreSlim turns = new(2);
    private static readonly AdministratorRow nobody = new();

    private static readonly Lazy<PasswordHasher<AdministratorRow>> hasher = new(() => new PasswordHasher<AdministratorRow>(Options.Create(
        new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3, IterationCount = Iterations })));

    private static readonly Lazy<string> nobodysHash = new(() => hasher.Value.HashPassword(nobody, Guid.NewGuid().ToString()));

    internal static string Of(string password) => InTurn(() => hasher.Value.HashPassword(nobody, password));

    /// <param name="hash">Null for an administrator that does not exist: the same work is done, so that the answer takes as long.</param>
    internal static bool IsRight(string? hash, string password) =>
        InTurn(() => hasher.Value.VerifyHashedPassword(nobody, hash ?? nobodysHash.Value, password) != PasswordVerificationResult.Failed) && hash is not null;

    private static T InTurn<T>(Func<T> work)
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
