namespace Holdfast.Contracts.Api.Insight;

/// <summary>One step of setting up a new server.</summary>
/// <param name="Id">addDisk, addServer, protect, registerVault.</param>
public sealed record FirstStep(string Id, bool Done);
