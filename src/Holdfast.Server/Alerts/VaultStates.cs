namespace Holdfast.Server.Alerts;

/// <summary>How this server stands to its vault.</summary>
internal static class VaultStates
{
    internal const string NotRegistered = "notRegistered", Connected = "connected", Unreachable = "unreachable";
}
