namespace Holdfast.Workloads.SystemState.Points;

/// <summary>What a partition is to the computer, and by that what a recovery does with it.</summary>
internal enum PartitionUse
{
    /// <summary>Its content is not in the point.</summary>
    LeftOut,

    /// <summary>Holds Windows.</summary>
    Windows,

    /// <summary>The computer's firmware starts from it: boot manager and boot configuration.</summary>
    Boot,

    /// <summary>Holds something else that belongs to the system.</summary>
    Critical,

    /// <summary>Without a file system: Microsoft's reserved partition.</summary>
    Reserved,

    /// <summary>The recovery environment.</summary>
    Recovery,
}
