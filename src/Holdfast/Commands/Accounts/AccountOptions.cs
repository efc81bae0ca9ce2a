using System.CommandLine;

namespace Holdfast.Commands.Accounts;

/// <summary>What the account commands share.</summary>
internal static class AccountOptions
{
    internal static Argument<string> Name() => new("NAME") { Description = "Account: its name or id (`holdfast account list`)" };

    internal static Option<string?> PasswordFile(string description) => new("--password-file") { Description = description, HelpName = "FILE" };

    internal static Option<string[]> Servers() => new("--scope-server")
    {
        Description = "Limits the account to this production server; may be repeated, \"\" ends the limit (default: no limit, or stays)", HelpName = "SERVER",
    };

    internal static Option<string[]> Groups() => new("--scope-group")
    {
        Description = "Limits the account to this protection group; may be repeated, \"\" ends the limit (default: no limit, or stays)", HelpName = "GROUP",
    };

    internal static string[]? Given(ParseResult input, Option<string[]> option) =>
        input.GetValue(option) is { Length: > 0 } values ? [.. values.Where(value => value.Length > 0)] : null;
}
