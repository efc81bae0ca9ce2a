namespace Holdfast.VaultService.Hosting;

/// <summary>Who is asking.</summary>
internal abstract record VaultCaller(VaultCallers Kind)
{
    /// <summary>A registered server.</summary>
    /// <param name="Serial">Of its certificate.</param>
    internal sealed record Server(string VaultId, string ServerId, string Serial) : VaultCaller(VaultCallers.Server);

    /// <summary>The holder of good credentials; may read every server of the vault.</summary>
    internal sealed record Reader(string VaultId, DateTimeOffset Expires) : VaultCaller(VaultCallers.Reader);

    /// <summary>An administrator, or the local owner of the data folder.</summary>
    /// <param name="Session">Hash of the session's token; null for the local token.</param>
    internal sealed record Owner(string Name, string? Session) : VaultCaller(VaultCallers.Owner)
    {
        internal const string LocalName = "local";

        /// <summary>Whoever has the data folder: by its token, or by a session that a link of that token began.</summary>
        internal bool IsLocal { get; init; }
    }
}
