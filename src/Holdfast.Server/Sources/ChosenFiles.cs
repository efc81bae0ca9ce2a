using Holdfast.Agent.Backup;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Sources;

/// <summary>What can be chosen of files, before anything is made of it.</summary>
internal static class ChosenFiles
{
    private const int LongestValue = 16_384;

    /// <exception cref="HoldfastException">The path has no such options, or an option no such value.</exception>
    internal static void Check(string path, IReadOnlyDictionary<string, string>? options)
    {
        if (options is not { Count: > 0 }) return;
        if (path.Length < 2 || !char.IsAsciiLetter(path[0]) || path[1] != ':') throw new HoldfastException(ErrorCode.ApplicationOptionWrong, $"'{path}' is no path of Windows: other files have no options.");
        if (options.Values.FirstOrDefault(value => value.Length > LongestValue) is not null) throw new HoldfastException(ErrorCode.ApplicationOptionWrong, $"An option has at most {LongestValue} characters.");
        _ = TreeOpening.Choice(options);
    }
}
