namespace Holdfast.Workloads.Nbd;

/// <summary>What a server tells of an export in <see cref="NbdOptionReply.Info"/>.</summary>
internal enum NbdInfo : ushort
{
    /// <summary>Length (64 bits) and <see cref="NbdTransmission"/> (16 bits).</summary>
    Export = 0,
    Name = 1,
    Description = 2,

    /// <summary>Smallest, preferred, and largest length of a request (32 bits each).</summary>
    BlockSize = 3,
}
