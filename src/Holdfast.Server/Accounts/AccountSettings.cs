using Holdfast.Server.Configuration;

namespace Holdfast.Server.Accounts;

/// <summary>Keys of settings.json about accounts, sessions, and the audit log.</summary>
public static class AccountSettings
{
    public static WholeSetting SessionIdleMinutes { get; } = new("sessionIdleMinutes", 30, 1, 1440, "minutes", "a session ends after such a pause");

    public static WholeSetting SessionHours { get; } = new("sessionHours", 12, 1, 168, "hours", "a session ends at the latest after this time");

    public static WholeSetting PasswordIterations { get; } = new(
        "passwordIterations", 600_000, 100_000, 10_000_000, "rounds", "PBKDF2-HMAC-SHA-512 rounds of password hashes; an older hash is renewed at the next sign-in");

    public static WholeSetting AuditDays { get; } = new("auditDays", 0, 0, 36_500, "days", "older rows of the audit log are removed; 0: kept for ever");

    public static IReadOnlyList<Setting> Keys { get; } = [SessionIdleMinutes, SessionHours, PasswordIterations, AuditDays];
}
