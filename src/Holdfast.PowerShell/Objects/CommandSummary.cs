using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A cmdlet of the module in a line.</summary>
/// <param name="Aliases">DPM's older names, and the one for new scripts.</param>
[View("Name", "Synopsis")]
public sealed record CommandSummary(string Name, string Synopsis, IReadOnlyList<string> Aliases);
