using System.CommandLine;
using Holdfast.Contracts.Connection;

namespace Holdfast.CommandLine;

/// <summary>A command with the options that all of them have.</summary>
internal abstract class HoldfastCommand : Command
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the local installation (default: HOLDFAST_DATA, else holdfast in $XDG_DATA_HOME or ~/.local/share)",
        HelpName = "DIR",
    };

    private readonly Option<bool> json = new("--json") { Description = "Prints exactly one JSON document on standard output (default: text for people)" };

    private readonly Option<string?> server = new("--server")
    {
        Description = "Address of a server on another computer, such as https://backup:8443, after `holdfast login` (default: HOLDFAST_SERVER, else the local installation)",
        HelpName = "URL",
    };

    protected HoldfastCommand(string name, string description) : base(name, description)
    {
        Options.Add(server);
        Options.Add(data);
        Options.Add(json);
        SetAction(async (input, stop) =>
        {
            using var session = new Session(DataFolder.Resolve(input.GetValue(data)), Remote(input), input.GetValue(json), stop);
            return await Run(input, session);
        });
    }

    /// <summary>Does what the command is for; the result is the exit code.</summary>
    protected abstract Task<int> Run(ParseResult input, Session session);

    /// <summary>Adds an option before those that all commands have, and returns it.</summary>
    protected TOption With<TOption>(TOption option) where TOption : Option
    {
        // A command whose --server means something else gets the server's address by environment, or where the value is an address.
        if (option.Name == server.Name) Options.Remove(server);
        Options.Insert(Options.IndexOf(Options.Contains(server) ? (Option)server : data), option);
        return option;
    }

    /// <summary>Address of the server on another computer that is meant; null: the local installation.</summary>
    private string? Remote(ParseResult input)
    {
        var named = Options.Contains(server) ? input.GetValue(server)
            : Options.FirstOrDefault(option => option.Name == server.Name) is Option<string?> own && input.GetValue(own) is { } value && value.Contains("://", StringComparison.Ordinal) ? value : null;
        return named ?? (input.GetResult(data) is { Implicit: false } ? null : Environment.GetEnvironmentVariable("HOLDFAST_SERVER") is { Length: > 0 } set ? set : null);
    }

    protected TArgument Takes<TArgument>(TArgument argument) where TArgument : Argument
    {
        Arguments.Add(argument);
        return argument;
    }
}
