namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>A row that somebody committed.</summary>
/// <param name="Block">Of the log.</param>
/// <param name="Time">By the instance's clock, in its own time zone.</param>
public sealed record Commit(uint Block, DateTime Time, string Row);
