namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Kinds of attributes that are read. The numbers are part of the format.</summary>
internal enum AttributeType : uint
{
    StandardInformation = 0x10,
    AttributeList = 0x20,
    FileName = 0x30,
    SecurityDescriptor = 0x50,
    VolumeName = 0x60,
    Data = 0x80,
    IndexRoot = 0x90,
    IndexAllocation = 0xa0,
    ReparsePoint = 0xc0,
    End = 0xffffffff,
}
