namespace Holdfast.Agent.Inspection;

/// <param name="Type">data or log.</param>
/// <param name="FileGroup">Null for a log.</param>
public sealed record InspectedDatabaseFile(int Id, string Type, string LogicalName, string PhysicalName, string? FileGroup, long Size);
