namespace Holdfast.Contracts.Api;

public sealed record SourceList(IReadOnlyList<SourceInfo> Sources);
