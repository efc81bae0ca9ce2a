using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Compression;

namespace Holdfast.Agent.Backup;

/// <summary>How a backup runs.</summary>
/// <param name="ReadEverything">Consistency check: unchanged files are read as well and compared with what the replica holds.</param>
/// <param name="Workers">Threads that cut, name, compress and hand over.</param>
/// <param name="SmallFile">Files below this many bytes share chunks (bundles); 128 KiB.</param>
public sealed record BackupOptions(
    byte[] ChunkIdKey, byte[] CutKey, CompressionPolicy Compression, CutSizes Cuts, bool ReadEverything = false, int Workers = 2, int SmallFile = 128 << 10);
