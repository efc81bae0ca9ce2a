namespace Holdfast.Contracts.Api;

public sealed record AlertList(IReadOnlyList<AlertInfo> Alerts);
