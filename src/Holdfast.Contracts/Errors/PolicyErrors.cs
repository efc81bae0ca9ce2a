using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Groups, schedules, scripts, cloud policy, billing.</summary>
internal static class PolicyErrors
{
    internal static readonly ErrorInfo[] All =
    [
    ];
}
