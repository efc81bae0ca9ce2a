namespace Holdfast.Contracts.Api.Applications;

/// <summary>Applications that were found just now.</summary>
public sealed record FoundApplications(IReadOnlyList<FoundApplication> Applications);
