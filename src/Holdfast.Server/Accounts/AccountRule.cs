using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Setup;

namespace Holdfast.Server.Accounts;

/// <summary>Rules for an account's name, role, and limits.</summary>
internal static class AccountRule
{
    internal const int LongestName = 64;
    private const int MostLimits = 1000;

    internal static void CheckName(string name)
    {
        var external = ExternalNames.IsOne(name);
        if (external) name = name[(name.IndexOf(':') + 1)..];
        if (name.Length is 0 or > LongestName || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@'))
            throw Bad($"An account's name has 1 to {LongestName} letters, digits, and . _ - @, and begins with a letter or a digit; {ExternalNames.Directory} or {ExternalNames.OpenId} before it: it is a name of the directory or the OpenID provider.");
        if (!external && AccountTable.Key(name) is "LOCAL" or "SERVER" or "ANONYMOUS") throw Bad($"The name '{name}' is taken by Holdfast itself.");
    }

    internal static string CheckRole(string role) => RoleNames.Parse(role) is var parsed && parsed != Roles.None
        ? RoleNames.Of(parsed) : throw Bad($"'{role}' is no role; there are {string.Join(", ", RoleNames.All)}.");

    internal static void CheckLimits(string role, IReadOnlyCollection<string> servers, IReadOnlyCollection<string> groups)
    {
        if (servers.Count > MostLimits || groups.Count > MostLimits) throw Bad($"An account is limited to at most {MostLimits} servers and groups.");
        if (role == RoleNames.Administrator && servers.Count + groups.Count > 0) throw Bad("An administrator cannot be limited to servers or groups.");
        if (servers.Any(string.IsNullOrWhiteSpace)) throw Bad("A server's name is empty.");
    }

    internal static void CheckPassword(string? password, string name)
    {
        if (ExternalNames.IsOne(name)) throw Bad($"{name} signs in where the name comes from: there is no password here.");
        if (password is null) throw new HoldfastException(ErrorCode.PasswordTooWeak, "The account has no password.");
        if (PasswordRule.Violation(password, name) is { } violation) throw new HoldfastException(ErrorCode.PasswordTooWeak, violation);
    }

    private static HoldfastException Bad(string message) => new(ErrorCode.BadAccount, message);
}
