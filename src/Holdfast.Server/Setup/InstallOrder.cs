using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup;

/// <summary>All that an installation is made from. Secrets are in memory alone.</summary>
/// <param name="CatalogText">Connection text of PostgreSQL; null: SQLite.</param>
/// <param name="KeepsCatalogText">The text came with the answers and is saved for later starts; false: each start gets it from outside.</param>
/// <param name="Account">The first administrator; null: none, as with a start without a setup.</param>
/// <param name="Passphrase">For all keys; null: one is generated.</param>
internal sealed record InstallOrder(SetupAnswers Answers, string? CatalogText, bool KeepsCatalogText, FirstAccount? Account, string? Passphrase = null)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => nameof(InstallOrder);
}
