namespace Holdfast.Server.Setup.Checks;

/// <summary>What the prerequisites are looked at for.</summary>
/// <param name="DataDirectory">Absolute; need not be there yet, as all the folders.</param>
/// <param name="ApiPort">Null where this process listens on it already.</param>
/// <param name="AgentPort">Null where the server of this data folder listens on it already.</param>
/// <param name="TimeSource">HTTP address whose Date header the clock is compared with; null: the proxy, where there is one.</param>
internal sealed record CheckPlan(
    string DataDirectory, string PoolFolder, string ScratchFolder, long PlannedCloudBytes = 0, string? Proxy = null, string? ProxyCredentialsFile = null, int? ApiPort = null,
    int? AgentPort = ServerOptions.DefaultPort + 1, Uri? TimeSource = null);
