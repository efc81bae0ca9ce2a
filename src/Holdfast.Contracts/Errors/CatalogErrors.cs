using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Catalog and job queue.</summary>
internal static class CatalogErrors
{
    internal static readonly ErrorInfo[] All =
    [
    ];
}
