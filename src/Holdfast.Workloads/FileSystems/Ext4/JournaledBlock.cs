namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>A block of the volume whose newest content is in the journal.</summary>
/// <param name="Target">Number of the block on the volume.</param>
/// <param name="Sequence">Of the transaction that wrote it.</param>
/// <param name="Position">Of the content, in bytes of the journal.</param>
/// <param name="IsEscaped">Its first four bytes are those by which the journal knows its own blocks; there they are zeros.</param>
internal readonly record struct JournaledBlock(long Target, uint Sequence, long Position, bool IsEscaped);
