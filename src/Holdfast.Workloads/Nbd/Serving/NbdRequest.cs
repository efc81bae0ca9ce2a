using System.Buffers.Binary;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>A request without its data.</summary>
/// <param name="Cookie">What the client knows it by.</param>
internal readonly record struct NbdRequest(NbdCommand Command, NbdCommandFlags Flags, ulong Cookie, ulong Offset, uint Length)
{
    /// <summary>Null: not a request.</summary>
    public static NbdRequest? Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes) != NbdProtocol.RequestMagic ? null : new NbdRequest(
        (NbdCommand)BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]), (NbdCommandFlags)BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[24..]));

    /// <summary>It is about at least one byte, and about none beyond the end.</summary>
    public bool IsWithin(long length) => Length > 0 && Length <= (ulong)length && Offset <= (ulong)length - Length;
}
