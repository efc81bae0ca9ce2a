namespace Holdfast.Contracts.Errors;

/// <summary>An operation failed for a reason that has a number. <see cref="Exception.Message"/> says what happened, <see cref="Remedy"/> what to do.</summary>
public sealed class HoldfastException(ErrorCode code, string message, string? remedy = null, Exception? inner = null) : Exception(message, inner)
{
    public ErrorCode Code => code;

    /// <summary>Why such a thing happens, from the catalog.</summary>
    public string Cause => ErrorCatalog.Get(code).Cause;

    /// <summary>What to do: of this occasion where the thrower knew, otherwise of the catalog.</summary>
    public string Remedy { get; } = remedy ?? ErrorCatalog.Get(code).Remedy;
}
