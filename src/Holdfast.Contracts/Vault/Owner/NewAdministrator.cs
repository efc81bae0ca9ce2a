namespace Holdfast.Contracts.Vault.Owner;

/// <summary>An administrator to be made, or a new password for one.</summary>
public sealed record NewAdministrator(string Name, string Password)
{
    /// <summary>Hides the password from logs.</summary>
    public override string ToString() => $"Administrator {Name}";
}
