namespace Holdfast.Contracts.Vault;

/// <summary>What a server declares to keep of a datasource in a vault, in its policy's own numbers; 0 where a kind is not kept. The vault derives its floors from it.</summary>
/// <param name="Source">The datasource's id, as it stands in the names of its points.</param>
public sealed record SourceRetention(string Source, int Days, int Weeks, int Months, int Years);
