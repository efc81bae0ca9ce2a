namespace Holdfast.Contracts.Vault.Owner;

/// <param name="Id">serve, credentials, register, backup or protect.</param>
/// <param name="Command">What does it, for people; null where nothing is to be typed.</param>
public sealed record QuickStartStep(string Id, string Title, string? Command, bool IsDone);
