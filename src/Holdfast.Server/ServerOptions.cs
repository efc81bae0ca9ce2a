namespace Holdfast.Server;

/// <summary>How a server is started.</summary>
/// <param name="DataDirectory">Everything that the server keeps; made where it is not there.</param>
/// <param name="Port">TCP port on 127.0.0.1; 0 takes any free one. Default 8420.</param>
public sealed record ServerOptions(string DataDirectory, int Port = ServerOptions.DefaultPort)
{
    public const int DefaultPort = 8420;

    /// <summary>Connection text of the PostgreSQL database that the catalog is in; null: as settings.json says, else SQLite. May hold a password.</summary>
    public string? Catalog { get; init; }

    /// <summary>Kinds of applications; null: those that are installed.</summary>
    internal IReadOnlyList<Workloads.Applications.IWorkload>? Workloads { get; init; }

    /// <summary>Without what may be secret.</summary>
    public override string ToString() => $"{DataDirectory}, port {Port}";
}
