namespace Holdfast.Workloads.Nbd;

/// <summary>Chunks of a structured reply. Errors have the highest bit.</summary>
internal enum NbdReplyKind : ushort
{
    None = 0,
    OffsetData = 1,
    OffsetHole = 2,
    BlockStatus = 5,
    Error = 0x8001,
    ErrorOffset = 0x8002,
}
