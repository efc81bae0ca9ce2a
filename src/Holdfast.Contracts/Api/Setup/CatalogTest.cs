namespace Holdfast.Contracts.Api.Setup;

/// <summary>Whether a catalog could be made there. Nothing was changed by looking.</summary>
/// <param name="Product">Such as "PostgreSQL 17.2"; null where nothing answered.</param>
public sealed record CatalogTest(bool Ok, string? Product, string? Reason, string? Remedy);
