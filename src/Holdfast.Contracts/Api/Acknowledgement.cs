namespace Holdfast.Contracts.Api;

/// <summary>Says that something was done that has nothing else to say. <paramref name="Id"/>: what it was done to.</summary>
public sealed record Acknowledgement(bool Done, string? Id = null);
