namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Times, attributes as Windows numbers them, and the number of the security descriptor (0: it is an attribute of the file).</summary>
internal readonly record struct StandardInformation(ulong Born, ulong Modified, ulong Changed, uint Attributes, uint Security)
{
    private const int SecurityEnd = 0x38;

    public static StandardInformation Read(Fields fields) =>
        new(fields.U64(0), fields.U64(8), fields.U64(16), fields.U32(0x20), fields.Length >= SecurityEnd ? fields.U32(0x34) : 0);
}
