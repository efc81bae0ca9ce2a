namespace Holdfast.Contracts.Api.Exports;

/// <summary>What is to be given out as a network block device.</summary>
/// <param name="Source">Id, name, or path of a datasource.</param>
/// <param name="At">Recovery point: id, latest, or a time.</param>
/// <param name="Disk">Name or path of a disk of a machine, or path of a file; null: the only disk that the point holds.</param>
/// <param name="Listen">One of <see cref="ExportListening"/>.</param>
/// <param name="Online">From the vault.</param>
/// <param name="ExternalServer">Another server of the vault whose point it is.</param>
/// <param name="AsFile">The bytes of the file as they are, also where it keeps a disk in a format of its own.</param>
public sealed record ExportRequest(
    string Source, string At = "latest", string? Disk = null, string Listen = ExportListening.Socket, bool Online = false, string? ExternalServer = null, bool AsFile = false);
