namespace Holdfast.VaultService.Administrators;

/// <summary>An administrator of the vault service.</summary>
internal sealed record AdministratorRow
{
    public string Name { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    /// <summary>Sealed; null without a second factor.</summary>
    public string? TotpSecret { get; init; }

    /// <summary>Sealed; waits for its first code.</summary>
    public string? TotpWaiting { get; init; }

    /// <summary>The step of the last code that was taken: none is taken twice.</summary>
    public long TotpStep { get; init; }

    public long Created { get; init; }
}
