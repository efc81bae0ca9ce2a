using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Remote;

/// <summary>Ids, one behind the other.</summary>
internal static class IdBytes
{
    public static ByteString Of(IReadOnlyList<ChunkId> ids)
    {
        var bytes = new byte[ids.Count * DataLimits.IdSize];
        for (var i = 0; i < ids.Count; i++) ids[i].Write(bytes.AsSpan(i * DataLimits.IdSize, DataLimits.IdSize));
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
