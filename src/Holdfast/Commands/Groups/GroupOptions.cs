using System.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>What the group commands share.</summary>
internal static class GroupOptions
{
    internal static Argument<string> Name() => new("NAME") { Description = "Protection group: its name or id (`holdfast group list`)" };
}
