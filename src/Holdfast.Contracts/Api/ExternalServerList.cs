namespace Holdfast.Contracts.Api;

public sealed record ExternalServerList(IReadOnlyList<ExternalServerInfo> Servers);
