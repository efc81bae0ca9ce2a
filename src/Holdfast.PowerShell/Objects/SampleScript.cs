using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A script of docs/migrating-from-dpm.md.</summary>
/// <param name="Number">As the document counts.</param>
/// <param name="Script">Its text; parameters stand at its beginning.</param>
[View("Number", "Title")]
public sealed record SampleScript(int Number, string Title, string Script)
{
    /// <summary>The script itself, so that it can be written to a file.</summary>
    public override string ToString() => Script;
}
