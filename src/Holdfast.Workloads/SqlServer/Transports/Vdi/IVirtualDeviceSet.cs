namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>The virtual devices of one BACKUP or RESTORE; disposed, they are gone.</summary>
internal interface IVirtualDeviceSet : IDisposable
{
    /// <summary>What the statement names, stripes in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Waits for the statement to open the devices; false where it did not in that time.</summary>
    bool TryConfigure(TimeSpan timeout);

    /// <summary>Whether the server waits with its answer until a stripe was said to be safe; known once configured.</summary>
    bool HasComplete { get; }

    IVirtualDevice Open(int stripe);

    /// <summary>Ends everything on both sides. Thread-safe.</summary>
    void Abort();
}
