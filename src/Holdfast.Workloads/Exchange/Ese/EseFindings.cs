using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>What a file of the Extensible Storage Engine is; of the three one is set.</summary>
public sealed record EseFindings(bool? IsIntact, MalformedFileException? Fault) : FileFindings(IsIntact, Fault)
{
    public EseDatabaseReport? Database { get; init; }

    public EseLogReport? Log { get; init; }

    public EseCheckpoint? Checkpoint { get; init; }
}
