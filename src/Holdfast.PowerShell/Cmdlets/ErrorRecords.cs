using Holdfast.Contracts.Errors;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>Failures as the engine shows them: with an id that scripts can compare, a category, and what to do.</summary>
internal static class ErrorRecords
{
    internal static ErrorRecord Of(HoldfastException failure, object? subject)
    {
        var record = new ErrorRecord(failure, $"Holdfast{(int)failure.Code},{failure.Code}", Category(failure.Code), subject);
        record.ErrorDetails = new ErrorDetails($"{failure.Message} ({(int)failure.Code})") { RecommendedAction = CmdletRemedies.Of(failure) };
        return record;
    }

    private static ErrorCategory Category(ErrorCode code) => code switch
    {
        ErrorCode.NotReachable => ErrorCategory.ConnectionError,
        ErrorCode.CertificateNotPinned => ErrorCategory.SecurityError,
        ErrorCode.Unauthorized => ErrorCategory.AuthenticationError,
        ErrorCode.BadRequest => ErrorCategory.InvalidArgument,
        _ => ErrorCatalog.Get(code).HttpStatus switch
        {
            400 or 422 => ErrorCategory.InvalidArgument,
            401 => ErrorCategory.AuthenticationError,
            403 => ErrorCategory.PermissionDenied,
            404 => ErrorCategory.ObjectNotFound,
            409 => ErrorCategory.ResourceExists,
            423 or 503 => ErrorCategory.ResourceUnavailable,
            507 => ErrorCategory.LimitsExceeded,
            _ => ErrorCategory.NotSpecified,
        },
    };
}
