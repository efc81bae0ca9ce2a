namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>How far a backup by shadow copies has come: what must be undone if it ends here.</summary>
internal enum SessionStage
{
    /// <summary>Nobody knows of it.</summary>
    New,

    /// <summary>The service does: it is told of the end.</summary>
    Initialized,

    /// <summary>There are shadow copies besides, or there may be.</summary>
    Snapshots,

    /// <summary>The writers know that it is complete; only the shadow copies are left.</summary>
    Complete,

    Ended,
}
