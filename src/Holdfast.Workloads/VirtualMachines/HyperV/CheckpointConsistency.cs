namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>What is asked of a checkpoint.</summary>
internal enum CheckpointConsistency
{
    /// <summary>Applications inside the machine take part, or the backup fails.</summary>
    Application,

    /// <summary>As after a power cut where they do not; the document says so.</summary>
    PreferApplication,

    /// <summary>They are not asked.</summary>
    Crash,
}
