namespace Holdfast.Contracts.Api.Agents;

/// <summary>What could be protected on a production server, as its agent said just now.</summary>
public sealed record ProtectableList(string Server, IReadOnlyList<ProtectableItem> Items);
