using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Chunks;
using Holdfast.Server.Engine.Remote;

namespace Holdfast.Server.Agents.Data;

/// <summary>Turns what came over the wire into what the engine takes; everything is bounded before memory is spent on it.</summary>
internal static class DataChecks
{
    internal static ChunkId[] Ids(ByteString bytes)
    {
        if (bytes.Length == 0 || bytes.Length % DataLimits.IdSize != 0 || bytes.Length > DataLimits.MostIds * DataLimits.IdSize)
            throw Refused($"A question of {bytes.Length} bytes holds no list of 1 to {DataLimits.MostIds} ids.");
        var ids = new ChunkId[bytes.Length / DataLimits.IdSize];
        for (var i = 0; i < ids.Length; i++) ids[i] = ChunkId.Read(bytes.Span.Slice(i * DataLimits.IdSize, DataLimits.IdSize));
        return ids;
    }

    internal static ArrivedChunk[] Chunks(ArrivedBatch batch)
    {
        if (batch.Chunks.Count is 0 or > DataLimits.MostChunksInBatch) throw Refused($"A batch of {batch.Chunks.Count} chunks is not possible.");
        var chunks = new ArrivedChunk[batch.Chunks.Count];
        long plain = 0, payload = 0;
        for (var i = 0; i < chunks.Length; i++)
        {
            chunks[i] = Check(batch.Chunks[i]);
            plain += chunks[i].PlainLength;
            payload += batch.Chunks[i].PayloadLength;
        }
        if (payload != batch.Payload.Length) throw Refused($"A batch announces {payload} bytes and holds {batch.Payload.Length}.");
        if (plain > DataLimits.MostPlainInBatch && chunks.Length > 1) throw Refused($"A batch decodes to {plain} bytes; at most {DataLimits.MostPlainInBatch} are taken at once.");
        return chunks;
    }

    private static ArrivedChunk Check(ChunkHead head)
    {
        if (head.Id.Length != DataLimits.IdSize) throw Refused($"An id of {head.Id.Length} bytes is not possible.");
        if (head.Kind is < (uint)ChunkKind.Content or > (uint)ChunkKind.ExtentList) throw Refused($"There are no chunks of kind {head.Kind}.");
        if (head.Codec > (uint)ChunkCodec.Zstd) throw Refused($"There is no codec {head.Codec}.");
        if (head.PlainLength is 0 or > DataLimits.LargestChunk || head.PayloadLength is 0 || head.PayloadLength > head.PlainLength)
            throw Refused($"A chunk of {head.PlainLength} bytes in {head.PayloadLength} is not possible.");
        return new ArrivedChunk(ChunkId.Read(head.Id.Span), (ChunkKind)head.Kind, (ChunkCodec)head.Codec, (int)head.PlainLength);
    }

    internal static HoldfastException Refused(string message) => new(ErrorCode.AgentMessageRefused, message);
}
