using System.CommandLine;

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

    protected HoldfastCommand(string name, string description) : base(name, description)
    {
        Options.Add(data);
        Options.Add(json);
        SetAction(async (input, stop) =>
        {
            using var session = new Session(DataFolder.Resolve(input.GetValue(data)), input.GetValue(json), stop);
            return await Run(input, session);
        });
    }

    /// <summary>Does what the command is for; the result is the exit code.</summary>
    protected abstract Task<int> Run(ParseResult input, Session session);

    /// <summary>Adds an option before those that all commands have, and returns it.</summary>
    protected TOption With<TOption>(TOption option) where TOption : Option
    {
        Options.Insert(Options.Count - 2, option);
        return option;
    }

    protected TArgument Takes<TArgument>(TArgument argument) where TArgument : Argument
    {
        Arguments.Add(argument);
        return argument;
    }
}
