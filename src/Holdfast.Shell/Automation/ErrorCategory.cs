namespace Holdfast.Shell.Automation;

/// <summary>Kinds of errors, as PowerShell names them.</summary>
public enum ErrorCategory
{
    NotSpecified,
    ConnectionError,
    InvalidArgument,
    InvalidOperation,
    InvalidData,
    LimitsExceeded,
    ObjectNotFound,
    OperationStopped,
    PermissionDenied,
    ResourceExists,
    ResourceUnavailable,
    SecurityError,
    AuthenticationError,
}
