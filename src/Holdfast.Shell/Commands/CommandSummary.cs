using System.Reflection;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Tables;
using Holdfast.PowerShell.Views;

namespace Holdfast.Shell.Commands;

/// <summary>A command in the list of all.</summary>
[View(nameof(Name), nameof(Synopsis))]
internal sealed record CommandSummary(string Name, string Synopsis, IReadOnlyList<string> Aliases)
{
    internal static CommandSummary Of(CmdletEntry entry) => new(entry.Name, entry.Type.GetCustomAttribute<HelpAttribute>()!.Synopsis, entry.Aliases);
}
