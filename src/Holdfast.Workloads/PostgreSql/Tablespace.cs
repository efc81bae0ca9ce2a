namespace Holdfast.Workloads.PostgreSql;

/// <summary>A tablespace outside of the data directory.</summary>
internal sealed record Tablespace(uint Number, string Name, string Location);
