namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>A place in the logs; all zero: none.</summary>
/// <param name="Generation">Number of the log file.</param>
/// <param name="Sector">Within it.</param>
/// <param name="Offset">Byte within the sector.</param>
public readonly record struct EseLogPosition(int Generation, int Sector, int Offset)
{
    public bool IsSet => Generation != 0 || Sector != 0 || Offset != 0;

    /// <summary>As eseutil writes it.</summary>
    public override string ToString() => $"({Generation:X},{Sector:X},{Offset:X})";
}
