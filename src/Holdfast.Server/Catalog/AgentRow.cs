namespace Holdfast.Server.Catalog;

/// <summary>An enrolled agent in the catalog.</summary>
internal sealed record AgentRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    public string OperatingSystem { get; init; } = "";

    public long Enrolled { get; init; }

    public long? LastContact { get; init; }

    public bool Roaming { get; init; }

    /// <summary>JSON of its limits; empty for none.</summary>
    public string Throttle { get; init; } = "";

    /// <summary>When the newest of its certificates ends.</summary>
    public long CertificateEnds { get; init; }
}
