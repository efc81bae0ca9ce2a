namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Who may sign in at a vault service.</summary>
public sealed record Administrator(string Name, bool HasSecondFactor, DateTimeOffset Created);
