namespace Holdfast.Contracts.Api.Setup;

/// <summary>Mounted file systems, by path.</summary>
public sealed record DiskCandidates(IReadOnlyList<DiskCandidate> Candidates);
