namespace Holdfast.Server.Setup.Checks;

/// <summary>The way to other computers.</summary>
/// <param name="IsConnected">At least one network besides the computer's own.</param>
/// <param name="Proxy">As configured; null: calls go directly.</param>
/// <param name="ProxyProblem">Why the proxy cannot be used; null where it answers, or where there is none.</param>
internal sealed record NetworkFacts(bool IsConnected, string? Proxy = null, string? ProxyProblem = null);
