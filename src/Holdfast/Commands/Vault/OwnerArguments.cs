using System.CommandLine;

namespace Holdfast.Commands.Vault;

/// <summary>Arguments and options that commands on the owner's side share.</summary>
internal static class OwnerArguments
{
    internal static Argument<string> Vault() => new("NAME") { Description = "Name of the vault" };

    internal static Argument<string> Administrator() => new("NAME") { Description = "Name of the administrator" };

    internal static Option<string?> PasswordFile() => new("--password-file") { Description = "File whose first line is the password (default: asks)", HelpName = "FILE" };

    internal static Option<string?> Server(string description) => new("--of") { Description = description, HelpName = "SERVER" };
}
