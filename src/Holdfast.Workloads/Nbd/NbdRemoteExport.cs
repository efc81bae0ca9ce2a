namespace Holdfast.Workloads.Nbd;

/// <summary>What a server says of an export.</summary>
/// <param name="SmallestBlock">Offsets and lengths of requests are multiples of it.</param>
/// <param name="LongestPayload">Bytes that one request may ask for.</param>
/// <param name="IsStructured">Replies come in chunks.</param>
/// <param name="Contexts">Numbers of the meta contexts that were granted, by name.</param>
internal sealed record NbdRemoteExport(long Length, NbdTransmission Flags, int SmallestBlock, int LongestPayload, bool IsStructured, IReadOnlyDictionary<string, uint> Contexts);
