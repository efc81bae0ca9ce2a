namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>How a database was left, by the numbers of its header.</summary>
public enum EseState
{
    Unknown,
    JustCreated,

    /// <summary>In use when the file was copied: its logs must be replayed.</summary>
    Dirty,

    /// <summary>Needs no logs.</summary>
    Clean,
    BeingConverted,
    ForceDetached,
    Reseeding,

    /// <summary>As <see cref="Dirty"/>, with pages taken from another copy.</summary>
    DirtyAndPatched,
    Reverting,
}
