using System.Buffers;
using Holdfast.Commands;

namespace Holdfast.CommandLine;

/// <summary>Tells cmdlets from commands by their names alone, so that no command waits for the cmdlets to be loaded.</summary>
internal static class CmdletNames
{
    private static readonly SearchValues<char> letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Whether the arguments call a cmdlet: Verb-Noun, which is no command.</summary>
    internal static bool Has(string[] arguments)
    {
        if (arguments is not [var name, ..]) return false;
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && dash < name.Length - 1 && !CommandTree.Has(name) && name.AsSpan(0, dash).IndexOfAnyExcept(letters) < 0 && name.AsSpan(dash + 1).IndexOfAnyExcept(letters) < 0;
    }
}
