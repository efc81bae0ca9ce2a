using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>What Get-DPMRecoverableItem looks for.</summary>
[View("SearchString", "SearchType", "FromRecoveryPoint", "ToRecoveryPoint", "Location", "Recursive")]
public sealed class SearchOption
{
    public required string SearchString { get; init; }

    public required SearchType SearchType { get; init; }

    public required SearchDetail SearchDetail { get; init; }

    /// <summary>Only points made then or later.</summary>
    public required DateTime FromRecoveryPoint { get; init; }

    /// <summary>Only points made then or earlier.</summary>
    public required DateTime ToRecoveryPoint { get; init; }

    /// <summary>Folder, relative to the datasource's root; empty: the root.</summary>
    public required string Location { get; init; }

    /// <summary>Also in the folders of the location.</summary>
    public required bool Recursive { get; init; }
}
