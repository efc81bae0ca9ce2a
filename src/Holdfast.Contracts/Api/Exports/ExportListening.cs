namespace Holdfast.Contracts.Api.Exports;

/// <summary>Where clients of an export come from.</summary>
public static class ExportListening
{
    /// <summary>A socket on the server's computer that only the server's own account can open.</summary>
    public const string Socket = "socket";

    /// <summary>A port that only the server's computer reaches; whoever knows the secret name gets in.</summary>
    public const string Loopback = "loopback";

    /// <summary>A port that other computers reach: TLS and the secret name.</summary>
    public const string Tls = "tls";

    public static IReadOnlyList<string> All { get; } = [Socket, Loopback, Tls];
}
