using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Catalog and job queue.</summary>
internal static class CatalogErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(CatalogUnavailable, "Catalog not available", "The catalog's database does not answer, or cannot be written: its server is away, or its disk is full or read-only.",
            "Bring the database back, or free space for it: requests work again at once, and jobs that have ended meanwhile are recorded then.", 503, 4),
        new(CatalogInUse, "Catalog in use", "Another Holdfast server uses this catalog database.", "Give each server a database of its own, or stop the other one.", 409, 1),
        new(CatalogRefused, "Catalog refused", "The catalog's database cannot be reached, or does not accept this user, password, or database name.",
            "Check the connection text (docs/configuration.md) and that the database exists and its user may make tables in it.", 500, 1),
    ];
}
