namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>What happened to an object since it was opened: USN_REASON_….</summary>
[Flags]
public enum UsnReasons : uint
{
    None = 0,
    DataOverwrite = 0x1,
    DataExtend = 0x2,
    DataTruncation = 0x4,
    NamedDataOverwrite = 0x10,
    NamedDataExtend = 0x20,
    NamedDataTruncation = 0x40,
    FileCreate = 0x100,
    FileDelete = 0x200,
    ExtendedAttributeChange = 0x400,
    SecurityChange = 0x800,
    RenameOldName = 0x1000,
    RenameNewName = 0x2000,
    IndexableChange = 0x4000,
    BasicInfoChange = 0x8000,
    HardLinkChange = 0x10000,
    CompressionChange = 0x20000,
    EncryptionChange = 0x40000,
    ObjectIdChange = 0x80000,
    ReparsePointChange = 0x100000,
    StreamChange = 0x200000,
    TransactedChange = 0x400000,
    IntegrityChange = 0x800000,
    StorageClassChange = 0x1000000,
    Close = 0x80000000,
}
