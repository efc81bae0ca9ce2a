namespace Holdfast.Server.Engine;

/// <summary>What a recovery of these items will read and write, by the plan that the recovery itself will go by.</summary>
/// <param name="BytesToRead">Bytes of packs that will be read: content, gaps that are read along, and what of the item table is not in memory by now.</param>
/// <param name="Requests">Reads of the pool's disks or of the vault that this takes.</param>
/// <param name="TableBytes">Bytes of item table that were read for the forecast; the recovery reads them again only after a restart, or where there is no room to keep them.</param>
/// <param name="BytesRestored">Bytes of content that will be written; holes of sparse files are none.</param>
/// <param name="ItemsMissing">Items that the point does not have, or of which it has no content.</param>
/// <param name="ChunksMissing">Chunks that are damaged or not there: the files that need them cannot be recovered from here.</param>
public sealed record RestoreForecast(
    long BytesToRead, long Requests, long TableBytes, long TableRequests, long BytesRestored, long Items, long ItemsMissing, long ChunksMissing);
