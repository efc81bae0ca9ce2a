using System.Buffers.Binary;
using Holdfast.Workloads.FileSystems;

namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>An entry of an access list.</summary>
/// <param name="Flags">Inheritance and auditing bits, as Windows keeps them.</param>
/// <param name="Mask">Rights.</param>
/// <param name="Trustee">Whom it concerns; null where the kind is not known: then all but the header is in <paramref name="Data"/>.</param>
/// <param name="Data">What follows: conditions, attributes.</param>
public sealed record Ace(AceType Type, byte Flags, uint Mask, Sid? Trustee, ReadOnlyMemory<byte> Data)
{
    internal const int HeaderLength = 4;
    private const int MaskAt = 4, ObjectFlagsAt = 8, GuidLength = 16;
    private const uint HasObject = 1, HasInherited = 2;

    /// <summary>The property or kind of object it is about.</summary>
    public Guid? Object { get; init; }

    /// <summary>The kind of object that inherits it.</summary>
    public Guid? Inherited { get; init; }

    public bool IsObject => Type is (>= AceType.ObjectAllow and <= AceType.ObjectAlarm) or AceType.CallbackObjectAllow or AceType.CallbackObjectDeny or AceType.CallbackObjectAudit;

    /// <param name="bytes">All of the entry.</param>
    internal static Ace Read(Fields bytes)
    {
        var ace = new Ace((AceType)bytes.U8(0), bytes.U8(1), 0, null, default);
        if (!Enum.IsDefined(ace.Type)) return ace with { Data = bytes.Slice(HeaderLength, bytes.Length - HeaderLength).ToArray() };
        ace = ace with { Mask = bytes.U32(MaskAt) };
        var at = ObjectFlagsAt;
        if (ace.IsObject)
        {
            var flags = bytes.U32(at);
            at += sizeof(uint);
            if ((flags & HasObject) != 0)
            {
                ace = ace with { Object = new Guid(bytes.Slice(at, GuidLength)) };
                at += GuidLength;
            }
            if ((flags & HasInherited) != 0)
            {
                ace = ace with { Inherited = new Guid(bytes.Slice(at, GuidLength)) };
                at += GuidLength;
            }
        }
        var trustee = Sid.Read(bytes, at, out var length);
        at += length;
        return ace with { Trustee = trustee, Data = bytes.Slice(at, bytes.Length - at).ToArray() };
    }

    internal byte[] ToBytes()
    {
        byte[] fixedPart = [];
        if (Trustee is not null)
        {
            fixedPart = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(fixedPart, Mask);
        }
        byte[] objects = [];
        if (IsObject)
        {
            objects = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(objects, (Object is null ? 0 : HasObject) | (Inherited is null ? 0 : HasInherited));
            objects = [.. objects, .. Object?.ToByteArray() ?? [], .. Inherited?.ToByteArray() ?? []];
        }
        byte[] bytes = [(byte)Type, Flags, 0, 0, .. fixedPart, .. objects, .. Trustee?.ToBytes() ?? [], .. Data.Span];
        var padded = new byte[(bytes.Length + 3) & ~3];
        bytes.CopyTo(padded, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(padded.AsSpan(2), (ushort)Math.Min(padded.Length, ushort.MaxValue));
        return padded;
    }
}
