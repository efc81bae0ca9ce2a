namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Signs an administrator in: POST session.</summary>
/// <param name="Code">Of the second factor, where the administrator has one.</param>
public sealed record OwnerSignIn(string Name, string Password, string? Code = null)
{
    /// <summary>Hides password and code from logs.</summary>
    public override string ToString() => $"Sign-in of {Name}";
}
