namespace Holdfast.Server.Catalog;

/// <summary>What a datasource's replica is worth.</summary>
internal static class ReplicaStates
{
    internal const string Pending = "pending", Ok = "ok", Inconsistent = "inconsistent";

    /// <summary>Waits for the folder that the administrator copies.</summary>
    internal const string ManualPending = "replicaManualPending";
}
