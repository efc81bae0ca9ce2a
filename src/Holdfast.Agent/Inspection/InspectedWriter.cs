namespace Holdfast.Agent.Inspection;

/// <summary>A writer of VSS. What its document does not say, or a manifest leaves out, is null.</summary>
public sealed record InspectedWriter
{
    public required string Name { get; init; }

    public Guid? Id { get; init; }

    public Guid? Instance { get; init; }

    /// <summary>bootableSystemState, systemService, userData, other, undefined.</summary>
    public string? Usage { get; init; }

    /// <summary>transactedDatabase, nonTransactedDatabase, other, undefined.</summary>
    public string? Source { get; init; }

    /// <summary>How its files are put back, such as ifCanReplace or atReboot.</summary>
    public string? RestoreMethod { get; init; }

    /// <summary>What it can do, such as differential, copy, newTarget.</summary>
    public IReadOnlyList<string>? Schema { get; init; }

    public IReadOnlyList<InspectedWriterComponent>? Components { get; init; }

    public int? ExcludedSets { get; init; }

    /// <summary>File of its metadata document, in a manifest.</summary>
    public string? File { get; init; }
}
