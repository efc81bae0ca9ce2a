using System.CommandLine;
using Holdfast.Contracts.Errors;

namespace Holdfast.Commands.Applications;

/// <summary>Settings of applications as they are typed.</summary>
internal static class ApplicationOptions
{
    internal static Option<string[]> Option() => new("--option")
    {
        Description = "Setting of an application, or what is taken of files of Windows, that `docs/commands.md` lists; may be repeated (default: none, or as it was)", HelpName = "NAME=VALUE",
    };

    internal static Option<string?> Server() => new("--server")
    {
        Description = "Production server whose agent asks, or the address of the Holdfast server that is asked (default: the server's computer)", HelpName = "AGENT",
    };

    /// <summary>Null where the address of a Holdfast server was given, or nothing.</summary>
    internal static string? Agent(string? named) => named is not null && !named.Contains("://", StringComparison.Ordinal) ? named : null;

    internal static Dictionary<string, string>? Given(string[]? texts)
    {
        if (texts is not { Length: > 0 }) return null;
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=');
            if (equals < 1 || !options.TryAdd(text[..equals], text[(equals + 1)..])) throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is not NAME=VALUE, or its name is given twice.");
        }
        return options;
    }
}
