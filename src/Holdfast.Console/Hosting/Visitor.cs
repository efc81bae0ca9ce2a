namespace Holdfast.Console.Hosting;

/// <summary>Who looks at the pages.</summary>
/// <param name="Role">administrator, operator, recoveryOperator, reader; owner in the vault's portal.</param>
public sealed record Visitor(string Name, string Role)
{
    /// <summary>Role of whoever is signed in at a vault service.</summary>
    public const string Owner = "owner";
}
