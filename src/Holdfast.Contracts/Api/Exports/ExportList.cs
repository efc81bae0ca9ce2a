namespace Holdfast.Contracts.Api.Exports;

/// <summary>What is given out now, oldest first.</summary>
public sealed record ExportList(IReadOnlyList<ExportInfo> Exports);
