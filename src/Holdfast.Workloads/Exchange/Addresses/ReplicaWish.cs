namespace Holdfast.Workloads.Exchange.Addresses;

/// <summary>Which copy of a replicated database is backed up.</summary>
internal enum ReplicaWish
{
    /// <summary>The one on the server of the address, whatever it is used for.</summary>
    Here,

    /// <summary>One that no mailbox is used from, on whichever server that is; the active one where there is none.</summary>
    Passive,
}
