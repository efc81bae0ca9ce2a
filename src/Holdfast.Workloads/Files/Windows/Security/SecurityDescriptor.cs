using System.Buffers.Binary;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>Who owns an object and who may do what with it. Source of the layout: SECURITY_DESCRIPTOR, self-relative ([MS-DTYP] 2.4.6).</summary>
/// <param name="Control">With <see cref="DescriptorControl.HasAccessList"/> and no <paramref name="AccessList"/>, everybody may do everything.</param>
public sealed record SecurityDescriptor(DescriptorControl Control, Sid? Owner, Sid? Group, Acl? AccessList, Acl? AuditList)
{
    /// <summary>Bytes; two access lists of 64 KiB, owner and group.</summary>
    public const int Longest = 256 << 10;

    private const int HeaderLength = 20, OwnerAt = 4, GroupAt = 8, AuditAt = 12, AccessAt = 16;

    /// <summary>Bits that Windows keeps beside the descriptor's first byte; 0 where there are none.</summary>
    public byte ResourceManager { get; init; }

    /// <exception cref="MalformedFileException">They are no self-relative security descriptor.</exception>
    public static SecurityDescriptor Read(ReadOnlySpan<byte> bytes)
    {
        var fields = new Fields(bytes, 0);
        if (bytes.Length is < HeaderLength or > Longest) throw fields.Refuse(0, $"a security descriptor of {HeaderLength} to {Longest} bytes", $"{bytes.Length}");
        if (fields.U8(0) != 1) throw fields.Refuse(0, "revision 1 of a security descriptor", $"{fields.U8(0)}");
        var control = (DescriptorControl)fields.U16(2);
        if (!control.HasFlag(DescriptorControl.SelfRelative)) throw fields.Refuse(2, "a self-relative security descriptor", $"control bits {fields.U16(2):x4}");
        return new SecurityDescriptor(
            control,
            Identity(fields, OwnerAt),
            Identity(fields, GroupAt),
            control.HasFlag(DescriptorControl.HasAccessList) ? List(fields, AccessAt) : null,
            control.HasFlag(DescriptorControl.HasAuditList) ? List(fields, AuditAt) : null) { ResourceManager = fields.U8(1) };
    }

    /// <summary>Self-relative.</summary>
    /// <exception cref="InvalidOperationException">An access list is longer than 64 KiB.</exception>
    public byte[] ToBytes()
    {
        var header = new byte[HeaderLength];
        header[0] = 1;
        header[1] = ResourceManager;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), (ushort)(Control | DescriptorControl.SelfRelative));
        var parts = new List<byte>();
        Place(AuditAt, AuditList?.ToBytes());
        Place(AccessAt, AccessList?.ToBytes());
        Place(OwnerAt, Owner?.ToBytes());
        Place(GroupAt, Group?.ToBytes());
        return [.. header, .. parts];

        void Place(int field, byte[]? part)
        {
            if (part is null) return;
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(field), HeaderLength + parts.Count);
            parts.AddRange(part);
        }
    }

    private static Sid? Identity(Fields fields, int field) => Offset(fields, field) is > 0 and var at ? Sid.Read(fields, at, out _) : null;

    private static Acl? List(Fields fields, int field) => Offset(fields, field) is > 0 and var at ? Acl.Read(fields, at) : null;

    private static int Offset(Fields fields, int field)
    {
        var at = fields.Within(field, "an offset within the security descriptor");
        return at is 0 or >= HeaderLength ? at : throw fields.Refuse(field, "an offset behind the header", $"{at}");
    }
}
