using System.Buffers.Binary;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>Answers where a range holds data and where it is a hole.</summary>
internal static class StatusAnswer
{
    /// <returns>The only chunk of the answer. It may end before the range does: the client asks on from there.</returns>
    public static byte[] Of(IDisk disk, NbdRequest request)
    {
        var most = request.Flags.HasFlag(NbdCommandFlags.OneExtent) ? 1 : NbdServerLimits.MostExtents;
        var extents = Extents(disk, new ByteRange((long)request.Offset, request.Length)).Take(most).ToList();
        var payload = 4 + extents.Count * 8;
        var reply = new byte[NbdProtocol.StructuredReplyLength + payload];
        ReplyWriter.WriteStructured(reply, request.Cookie, NbdReplyKind.BlockStatus, NbdReplyFlags.Done, payload);
        var rest = reply.AsSpan(NbdProtocol.StructuredReplyLength);
        BinaryPrimitives.WriteUInt32BigEndian(rest, Agreed.AllocationId);
        rest = rest[4..];
        foreach (var (length, state) in extents)
        {
            BinaryPrimitives.WriteUInt32BigEndian(rest, length);
            BinaryPrimitives.WriteUInt32BigEndian(rest[4..], state);
            rest = rest[8..];
        }
        return reply;
    }

    private static IEnumerable<(uint Length, uint State)> Extents(IDisk disk, ByteRange range)
    {
        var at = range.Offset;
        foreach (var data in disk.Data(range))
        {
            if (data.Offset > at) yield return ((uint)(data.Offset - at), NbdProtocol.StateHole | NbdProtocol.StateZero);
            yield return ((uint)data.Length, 0);
            at = data.End;
        }
        if (range.End > at) yield return ((uint)(range.End - at), NbdProtocol.StateHole | NbdProtocol.StateZero);
    }
}
