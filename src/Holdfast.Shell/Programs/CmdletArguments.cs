using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Programs;

/// <summary>The arguments of a process that runs one cmdlet: those of the cmdlet, and the options that all commands of the program have.</summary>
internal sealed class CmdletArguments
{
    private CmdletArguments(IReadOnlyList<Argument> own, ShellOptions options, bool help) => (Own, Options, WantsHelp) = (own, options, help);

    internal IReadOnlyList<Argument> Own { get; }

    internal ShellOptions Options { get; }

    internal bool WantsHelp { get; }

    /// <param name="arguments">Behind the name of the cmdlet.</param>
    internal static CmdletArguments Parse(ReadOnlySpan<string> arguments)
    {
        var own = new List<Argument>();
        var options = new ShellOptions(null, null, Json: false);
        var help = false;
        for (var index = 0; index < arguments.Length; index++)
        {
            var (name, value) = Divide(arguments[index]);
            switch (name)
            {
                case "--json": options = options with { Json = true }; break;
                case "--help" or "-?": help = true; break;
                case "--data": options = options with { Data = value ?? Following(arguments, ref index) }; break;
                case "--server": options = options with { Server = value ?? Following(arguments, ref index) }; break;
                default: own.Add(Argument(arguments[index])); break;
            }
        }
        return new CmdletArguments(own, options, help);
    }

    private static (string Name, string? Value) Divide(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (argument[..at], argument[(at + 1)..]) : (argument, null);

    private static string Following(ReadOnlySpan<string> arguments, ref int index) =>
        ++index < arguments.Length ? arguments[index] : throw Usage.Wrong($"{arguments[index - 1]} needs a value.", "See --help.");

    private static Argument Argument(string argument)
    {
        var isName = argument.Length > 1 && argument[0] == '-' && (char.IsLetter(argument[1]) || argument[1] == '_');
        if (!isName) return Binding.Argument.Of(new TypedText(argument, Splits: true));
        return argument.IndexOf(':', StringComparison.Ordinal) is var at and > 0
            ? Binding.Argument.Named(argument[1..at], new TypedText(argument[(at + 1)..], Splits: true))
            : Binding.Argument.Named(argument[1..]);
    }
}
