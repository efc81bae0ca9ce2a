namespace Holdfast.Workloads.Disks.Partitions;

/// <param name="First">Sector; of a logical partition and of a link relative to what the chain prescribes.</param>
/// <param name="Count">Sectors.</param>
internal readonly record struct BootRecordEntry(byte Type, uint First, uint Count)
{
    public const byte Protective = 0xEE;

    public bool IsEmpty => Type == 0 || Count == 0;

    public bool IsExtended => Type is 0x05 or 0x0F or 0x85;
}
