namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Signs an administrator in: POST session.</summary>
/// <param name="Code">Of the second factor, where the administrator has one.</param>
public sealed record OwnerSignIn(string Name, string Password, string? Code = null)
{
    /// <summary>The code of a link, in the place of name and password.</summary>
    public string? Link { get; init; }

    /// <summary>By a link alone.</summary>
    public static OwnerSignIn ByLink(string? link) => new("", "") { Link = link ?? "" };

    /// <summary>Hides password and codes from logs.</summary>
    public override string ToString() => $"Sign-in of {Name}";
}
