using Holdfast.Server.Accounts;

namespace Holdfast.Server.Setup;

/// <summary>The first administrator.</summary>
/// <param name="Id">Of the account.</param>
/// <param name="Factor">The second factor that has been proved; null: none.</param>
internal sealed record FirstAccount(string Id, string Name, string Password, ProvedFactor? Factor)
{
    /// <summary>Says nothing of what is secret.</summary>
    public override string ToString() => Name;
}
