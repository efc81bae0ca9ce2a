namespace Holdfast.Contracts.Api.Applications;

/// <summary>A restore drill and what it found.</summary>
/// <param name="Id">Of its job.</param>
/// <param name="Depth">planned, read, opened, compared: how far it went.</param>
/// <param name="Sound">False: the findings say what is wrong.</param>
/// <param name="RecoveryMs">How long it took until the data could be used; null where it was not brought back.</param>
public sealed record DrillInfo(
    string Id, string Source, string SourceName, string Path, string Server, string RecoveryPoint, DateTimeOffset PointCreated, DateTimeOffset Ended,
    string Depth, bool Sound, IReadOnlyList<string> Findings, long? RecoveryMs, bool Online);
