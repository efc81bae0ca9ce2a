using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.SystemState.Points;

/// <summary>A writer whose data is in a point.</summary>
/// <param name="Writer">Its class.</param>
/// <param name="Service">That is stopped while its files are put back; null for none.</param>
/// <param name="Components">As VSS was told of them.</param>
internal sealed record KeptWriter(Guid Writer, string Name, RestoreMethod Method, bool NeedsReboot, string? Service, IReadOnlyList<string> Components);
