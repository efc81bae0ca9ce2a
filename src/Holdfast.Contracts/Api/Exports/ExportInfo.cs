namespace Holdfast.Contracts.Api.Exports;

/// <summary>A disk of a recovery point that is given out now. Holds no secret.</summary>
/// <param name="SourceName">Of the datasource.</param>
/// <param name="RecoveryPoint">Id.</param>
/// <param name="Disk">Name of the disk, or path of the file.</param>
/// <param name="Bytes">Length of the disk as clients see it.</param>
/// <param name="Listen">One of <see cref="ExportListening"/>.</param>
/// <param name="Address">Path of the socket, or host and port.</param>
/// <param name="Uri">Where it is no secret; otherwise null.</param>
/// <param name="Account">Who started it.</param>
/// <param name="Ends">When it ends by itself unless a client asks for something before.</param>
/// <param name="Clients">Connected now.</param>
/// <param name="BytesRead">Sent to clients so far.</param>
public sealed record ExportInfo(
    string Id, string SourceId, string SourceName, string RecoveryPoint, DateTimeOffset PointCreated, bool Online, string? ExternalServer, string Disk, long Bytes, string Listen,
    string Address, string? Uri, string Account, DateTimeOffset Started, DateTimeOffset Ends, int Clients, long BytesRead)
{
    /// <summary>How the recovery point keeps the disk: raw, vhd, or vhdx. Clients see its bare content.</summary>
    public string Format { get; init; } = "raw";
}
