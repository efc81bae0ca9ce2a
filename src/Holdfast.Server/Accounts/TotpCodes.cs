using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Api.Accounts;
using OtpNet;

namespace Holdfast.Server.Accounts;

/// <summary>Codes by time (RFC 6238: six digits, 30 s, one step of tolerance), each taken once, and recovery codes.</summary>
internal sealed class TotpCodes(AccountTable accounts, SecretSeal seal, TimeProvider time)
{
    internal const int RecoveryCodeCount = 10;
    private const int SecretLength = 20, Digits = 6, CodeLength = 12;
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789", Issuer = "Holdfast";

    /// <summary>A new secret that waits for its first code.</summary>
    internal TotpEnrollment Begin(AccountRow account)
    {
        var secret = NewSecret();
        accounts.BeginTotp(account.Id, seal.Seal(secret, account.Id));
        return Enrollment(secret, account.Name);
    }

    internal static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    internal static TotpEnrollment Enrollment(byte[] secret, string name)
    {
        var text = Base32Encoding.ToString(secret).TrimEnd('=');
        return new TotpEnrollment(text, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(name)}?secret={text}&issuer={Issuer}&algorithm=SHA1&digits=6&period=30");
    }

    /// <summary>A secret with its first code and new recovery codes, for an account that is not there yet; null where the code is wrong.</summary>
    internal static ProvedFactor? Prove(byte[] secret, string code, DateTimeOffset now) => Step(secret, code, now) is { } step ? new ProvedFactor(secret, step, NewRecoveryCodes()) : null;

    /// <summary>As the catalog keeps a recovery code that was shown.</summary>
    internal static string HashShown(string accountId, string shown) => Hash(accountId, shown.Replace("-", "", StringComparison.Ordinal));

    /// <summary>Null where the code is wrong; otherwise the recovery codes of the second factor, which counts from now on.</summary>
    internal IReadOnlyList<string>? Confirm(AccountRow account, string code)
    {
        if (account.TotpWaiting is not { } waiting || Step(seal.Open(waiting, account.Id), code) is not { } step) return null;
        var codes = NewRecoveryCodes();
        accounts.ConfirmTotp(account.Id, waiting, step, codes.Select(shown => HashShown(account.Id, shown)));
        return codes;
    }

    /// <summary>Takes a code or a recovery code; neither is ever taken again.</summary>
    internal bool TryTake(AccountRow account, string code)
    {
        var plain = code.Replace("-", "").Replace(" ", "").ToLowerInvariant();
        if (account.TotpSecret is not { } secret) return false;
        if (plain.Length == CodeLength) return accounts.TryTakeRecoveryCode(account.Id, Hash(account.Id, plain));
        return Step(seal.Open(secret, account.Id), plain) is { } step && accounts.TryTakeStep(account.Id, step);
    }

    private long? Step(byte[] secret, string code) => Step(secret, code, time.GetUtcNow());

    private static long? Step(byte[] secret, string code, DateTimeOffset now)
    {
        if (code.Length != Digits || !code.All(char.IsAsciiDigit)) return null;
        return new Totp(secret, totpSize: Digits).VerifyTotp(now.UtcDateTime, code, out var step, new VerificationWindow(1, 1)) ? step : null;
    }

    private static List<string> NewRecoveryCodes() =>
        [.. Enumerable.Range(0, RecoveryCodeCount).Select(_ => RandomNumberGenerator.GetString(Alphabet, CodeLength)).Select(plain => $"{plain[..4]}-{plain[4..8]}-{plain[8..]}")];

    // Twelve random characters of 31 are 59 bits: a plain hash cannot be searched through in useful time.
    private static string Hash(string accountId, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId}:{code}")));
}
