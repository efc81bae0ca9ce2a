namespace Holdfast.Workloads.Exchange.Ese;

/// <param name="Number">As the engine counts, from 1; segments of a log by theirs.</param>
/// <param name="Offset">Of its first byte in the file.</param>
/// <param name="IsOneBit">One flipped bit explains it.</param>
public readonly record struct EseDamagedPage(uint Number, long Offset, bool IsOneBit);
