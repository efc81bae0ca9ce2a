namespace Holdfast.VaultService.Hosting;

/// <summary>Who may call a route.</summary>
[Flags]
internal enum VaultCallers
{
    /// <summary>Everybody; the route checks what it is given itself.</summary>
    Anybody = 0,

    /// <summary>A registered server, by its certificate.</summary>
    Server = 1,

    /// <summary>Whoever showed good credentials: reads, for recovery elsewhere.</summary>
    Reader = 2,

    /// <summary>An administrator who signed in, or whoever has the local token.</summary>
    Owner = 4,
}
