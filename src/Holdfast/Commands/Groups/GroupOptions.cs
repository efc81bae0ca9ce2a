using System.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>What the group commands share.</summary>
internal static class GroupOptions
{
    internal static Argument<string> Name() => new("NAME") { Description = "Protection group: its name or id (`holdfast group list`)" };

    internal static Option<string[]> Exclude() => new("--exclude")
    {
        Description = "Leaves out what matches, in every member; may be repeated, \"\" ends all exclusions (default: stays)", HelpName = "GLOB",
    };

    internal static Option<string[]> ExcludeExtension() => new("--exclude-extension")
    {
        Description = "Leaves out files with this extension, in every member; may be repeated, \"\" ends all (default: stays)", HelpName = "EXT",
    };

    internal static Option<bool> OnDisk() => new("--disk") { Description = "Only the points on disk (default: on disk and in the vault)" };

    internal static Option<bool> InVault() => new("--online") { Description = "Only the points in the vault (default: on disk and in the vault)" };

    internal static string? Place(bool disk, bool online) => (disk, online) switch { (true, false) => "disk", (false, true) => "online", _ => null };

    /// <summary>Null where the option was not given; an empty text stands for nothing.</summary>
    internal static string[]? Given(ParseResult input, Option<string[]> option) =>
        input.GetValue(option) is { Length: > 0 } values ? [.. values.Where(value => value.Length > 0)] : null;
}
